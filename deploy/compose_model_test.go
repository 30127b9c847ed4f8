package deploy

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"
)

// composeFile is the part of the Compose specification that this project uses;
// any other key is refused as a mistake.
type composeFile struct {
	Name     string
	Services map[string]service
	Networks map[string]struct{ Internal bool }
	Volumes  map[string]struct{}
	Secrets  map[string]struct{ File string }
}

type service struct {
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
	Healthcheck     *healthcheck
	DependsOn       map[string]struct{ Condition string } `yaml:"depends_on"`
	Logging         struct {
		Driver  string
		Options map[string]string
	}
}

type healthcheck struct {
	Test              []string
	Interval, Timeout string
	Retries           int
	StartPeriod       string `yaml:"start_period"`
}

func (c composeFile) names() []string { return slices.Sorted(maps.Keys(c.Services)) }

// oneShot are the services that others wait for to end.
func (c composeFile) oneShot() map[string]bool {
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

// parseCompose reads the file as Compose does where no variable is set: defaults
// are put in, anchors and merges resolved, extensions (x-…) left out.
func parseCompose(text []byte) (composeFile, error) {
	expanded := variable.ReplaceAll(text, []byte("$2"))
	var all map[string]any
	if err := yaml.Unmarshal(expanded, &all); err != nil {
		return composeFile{}, err
	}
	maps.DeleteFunc(all, func(key string, _ any) bool { return strings.HasPrefix(key, "x-") })
	resolved, err := yaml.Marshal(all)
	if err != nil {
		return composeFile{}, err
	}
	var c composeFile
	decoder := yaml.NewDecoder(bytes.NewReader(resolved))
	decoder.KnownFields(true)
	if err := decoder.Decode(&c); err != nil {
		return composeFile{}, err
	}
	return c, nil
}

// instruction is one line of a Dockerfile, continued lines joined.
type instruction struct{ name, rest string }

func parseDockerfile(path string) ([]instruction, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var lines []instruction
	text := strings.ReplaceAll(string(raw), "\\\n", " ")
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		name, rest, found := strings.Cut(line, " ")
		if !found {
			return nil, fmt.Errorf("%s: no instruction: %s", path, line)
		}
		lines = append(lines, instruction{name, strings.Join(strings.Fields(rest), " ")})
	}
	return lines, nil
}
