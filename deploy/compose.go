package deploy

import (
	"bytes"
	"maps"
	"regexp"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"
)

// Compose is the part of the Compose specification that this project uses;
// any other key is refused as a mistake.
type Compose struct {
	Name     string
	Services map[string]Service
	Networks map[string]struct{ Internal bool }
	Volumes  map[string]struct{}
	Secrets  map[string]struct{ File string }
}

// Service is one container; the names are the specification's.
type Service struct {
	Image string
	Build *struct {
		Context, Dockerfile string
		Args                map[string]*string
	}
	User            string
	ReadOnly        bool `yaml:"read_only"`
	Tmpfs           []string
	CapDrop         []string `yaml:"cap_drop"`
	SecurityOpt     []string `yaml:"security_opt"`
	Command         []string
	Environment     map[string]string
	Secrets         []string
	Volumes         []string
	Networks        []string
	Ports           []string
	Restart         string
	StopGracePeriod string `yaml:"stop_grace_period"`
	Healthcheck     *Healthcheck
	DependsOn       map[string]struct{ Condition string } `yaml:"depends_on"`
	Logging         struct {
		Driver  string
		Options map[string]string
	}
}

// Healthcheck is how a container is found to be well.
type Healthcheck struct {
	Test              []string
	Interval, Timeout string
	Retries           int
	StartPeriod       string `yaml:"start_period"`
}

// Names are the services, sorted.
func (c Compose) Names() []string { return slices.Sorted(maps.Keys(c.Services)) }

// OneShot are the services that others wait for to end.
func (c Compose) OneShot() map[string]bool {
	ends := map[string]bool{}
	for _, s := range c.Services {
		for name, on := range s.DependsOn {
			if on.Condition == "service_completed_successfully" {
				ends[name] = true
			}
		}
	}
	return ends
}

var variable = regexp.MustCompile(`\$\{([A-Z_]+)(?::-([^}]*))?\}`)

// ParseCompose reads the file as Compose does where no variable is set: defaults
// are put in, anchors and merges resolved, extensions (x-…) left out.
func ParseCompose(text []byte) (Compose, error) {
	expanded := variable.ReplaceAll(text, []byte("$2"))
	var all map[string]any
	if err := yaml.Unmarshal(expanded, &all); err != nil {
		return Compose{}, err
	}
	maps.DeleteFunc(all, func(key string, _ any) bool { return strings.HasPrefix(key, "x-") })
	resolved, err := yaml.Marshal(all)
	if err != nil {
		return Compose{}, err
	}
	var c Compose
	decoder := yaml.NewDecoder(bytes.NewReader(resolved))
	decoder.KnownFields(true)
	if err := decoder.Decode(&c); err != nil {
		return Compose{}, err
	}
	return c, nil
}
