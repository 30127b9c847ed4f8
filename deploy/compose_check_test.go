package deploy

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
)

// findings collects what is wrong with a compose file.
type findings struct {
	compose Compose
	root    string // the folder of docker-compose.yml
	list    []string
}

func (f *findings) add(where, format string, args ...any) {
	f.list = append(f.list, where+": "+fmt.Sprintf(format, args...))
}

// check says what is wrong; nothing, if all is well.
func check(c Compose, root string) []string {
	f := &findings{compose: c, root: root}
	for _, name := range c.Names() {
		s := c.Services[name]
		f.checkImage(name, s.Image)
		f.checkLife(name, s)
		f.checkDependencies(name, s)
		f.checkReferences(name, s)
		f.checkVolumes(name, s)
		f.checkPorts(name, s)
		f.checkRights(name, s)
	}
	f.checkUnused()
	return f.list
}

var versionTag = regexp.MustCompile(`^[a-z0-9./-]+:\d+\.\d+\.\d+$`)

func (f *findings) checkImage(where, image string) {
	if !versionTag.MatchString(image) {
		f.add(where, "image %q is not pinned by a full version", image)
	}
}

// checkLife: what runs on has a health check and comes back by itself; what ends
// has none and is tried a bounded number of times.
func (f *findings) checkLife(name string, s Service) {
	if f.compose.OneShot()[name] {
		if s.Healthcheck != nil {
			f.add(name, "ends, and has a health check")
		}
		if !strings.HasPrefix(s.Restart, "on-failure:") {
			f.add(name, "ends, and restarts %q", s.Restart)
		}
		return
	}
	if s.Restart != "unless-stopped" {
		f.add(name, "runs on, and restarts %q", s.Restart)
	}
	h := s.Healthcheck
	if h == nil {
		f.add(name, "has no health check")
		return
	}
	if len(h.Test) < 2 || (h.Test[0] != "CMD" && h.Test[0] != "CMD-SHELL") {
		f.add(name, "health check has no command")
	}
	for _, text := range []string{h.Interval, h.Timeout, h.StartPeriod} {
		if d, err := time.ParseDuration(text); err != nil || d <= 0 {
			f.add(name, "health check has a time %q", text)
		}
	}
	if h.Retries < 1 {
		f.add(name, "health check has %d retries", h.Retries)
	}
}

func (f *findings) checkDependencies(name string, s Service) {
	for _, on := range slices.Sorted(maps.Keys(s.DependsOn)) {
		other, exists := f.compose.Services[on]
		switch condition := s.DependsOn[on].Condition; {
		case !exists:
			f.add(name, "depends on %s, which is not there", on)
		case condition == "service_healthy" && other.Healthcheck == nil:
			f.add(name, "waits for the health of %s, which has no health check", on)
		case condition != "service_healthy" && condition != "service_completed_successfully":
			f.add(name, "depends on %s by condition %q", on, condition)
		}
	}
	if f.reaches(name, name, map[string]bool{}) {
		f.add(name, "depends on itself")
	}
}

func (f *findings) reaches(from, target string, seen map[string]bool) bool {
	for on := range f.compose.Services[from].DependsOn {
		if on == target {
			return true
		}
		if !seen[on] {
			seen[on] = true
			if f.reaches(on, target, seen) {
				return true
			}
		}
	}
	return false
}

var secretPath = regexp.MustCompile(`/run/secrets/([a-z_]+)`)

func (f *findings) checkReferences(name string, s Service) {
	for _, secret := range s.Secrets {
		if _, defined := f.compose.Secrets[secret]; !defined {
			f.add(name, "secret %s is not defined", secret)
		}
	}
	if len(s.Networks) == 0 {
		f.add(name, "is on the default network")
	}
	for _, network := range s.Networks {
		if _, defined := f.compose.Networks[network]; !defined {
			f.add(name, "network %s is not defined", network)
		}
	}
	for key, value := range s.Environment {
		f.checkSecretsIn(name, key, value, s)
		if value != "" && regexp.MustCompile(`PASSWORD$|PWD$|_DSN$`).MatchString(key) {
			f.add(name, "%s puts a secret into the environment", key)
		}
	}
}

// checkSecretsIn: whatever text names the file of a secret, its service has it.
func (f *findings) checkSecretsIn(name, where, text string, s Service) {
	for _, match := range secretPath.FindAllStringSubmatch(text, -1) {
		if !slices.Contains(s.Secrets, match[1]) {
			f.add(name, "%s reads secret %s, which the service does not have", where, match[1])
		}
	}
}

func (f *findings) checkVolumes(name string, s Service) {
	for _, volume := range s.Volumes {
		source, rest, _ := strings.Cut(volume, ":")
		if !strings.HasPrefix(source, ".") {
			if _, defined := f.compose.Volumes[source]; !defined {
				f.add(name, "volume %s is not defined", source)
			}
			continue
		}
		if !strings.HasSuffix(rest, ":ro") {
			f.add(name, "%s could be written by the container", source)
		}
		raw, err := os.ReadFile(filepath.Join(f.root, source))
		if err != nil {
			f.add(name, "file %s: %v", source, err)
			continue
		}
		f.checkSecretsIn(name, source, string(raw), s)
	}
}

func (f *findings) checkPorts(name string, s Service) {
	outside := slices.ContainsFunc(s.Networks, func(n string) bool { return !f.compose.Networks[n].Internal })
	for _, port := range s.Ports {
		if !regexp.MustCompile(`^127\.0\.0\.1:\d+:\d+$`).MatchString(port) {
			f.add(name, "port %s is not bound to 127.0.0.1", port)
		}
		if !outside {
			f.add(name, "port %s is on internal networks only and cannot be reached", port)
		}
	}
}

var numericUser = regexp.MustCompile(`^[1-9]\d*:[1-9]\d*$`)

// checkRights: only MySQL's image begins as root, to hand its data folder to the
// user mysql, as whom it then runs.
func (f *findings) checkRights(name string, s Service) {
	if !slices.Contains(s.SecurityOpt, "no-new-privileges:true") {
		f.add(name, "may gain privileges")
	}
	if s.Logging.Options["max-size"] == "" {
		f.add(name, "its log may fill the disk")
	}
	if name == "mysql" {
		return
	}
	if !numericUser.MatchString(s.User) {
		f.add(name, "runs as user %q", s.User)
	}
	if !slices.Contains(s.CapDrop, "ALL") {
		f.add(name, "keeps capabilities")
	}
	if s.Build != nil {
		f.checkBuild(name, s)
	}
}

func (f *findings) checkBuild(name string, s Service) {
	if !s.ReadOnly {
		f.add(name, "can write to its image")
	}
	lines, err := parseDockerfile(filepath.Join(f.root, s.Build.Context, s.Build.Dockerfile))
	if err != nil {
		f.add(name, "Dockerfile: %v", err)
		return
	}
	user := ""
	for _, line := range lines {
		switch line.name {
		case "FROM":
			image, _, _ := strings.Cut(line.rest, " ")
			f.checkImage(name+" Dockerfile", image)
			user = ""
		case "USER":
			user = line.rest
		}
	}
	if user != s.User {
		f.add(name, "runs as user %s, its image as %q", s.User, user)
	}
}

func (f *findings) checkUnused() {
	used := map[string]bool{}
	for _, s := range f.compose.Services {
		for _, name := range slices.Concat(s.Secrets, s.Networks) {
			used[name] = true
		}
		for _, volume := range s.Volumes {
			source, _, _ := strings.Cut(volume, ":")
			used[source] = true
		}
	}
	defined := slices.Concat(slices.Sorted(maps.Keys(f.compose.Secrets)), slices.Sorted(maps.Keys(f.compose.Networks)),
		slices.Sorted(maps.Keys(f.compose.Volumes)))
	for _, name := range defined {
		if !used[name] {
			f.add(name, "is defined and not used")
		}
	}
}
