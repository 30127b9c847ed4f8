package deploy

import (
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/go-sql-driver/mysql"
	"github.com/stretchr/testify/require"
)

// makeSecrets runs secrets.sh as the administrator does.
func makeSecrets(t *testing.T, folder string) {
	t.Helper()
	said, err := exec.CommandContext(t.Context(), "bash", "secrets.sh", folder).CombinedOutput()
	require.NoError(t, err, string(said))
}

func contents(t *testing.T, folder string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	require.NoError(t, err)
	all := map[string]string{}
	for _, entry := range entries {
		all[entry.Name()] = read(t, filepath.Join(folder, entry.Name()))
	}
	return all
}

func TestSecretsAreThoseOfTheComposeFile(t *testing.T) {
	t.Parallel()
	c := compose(t)
	folder := filepath.Join(t.TempDir(), "secrets")
	makeSecrets(t, folder)
	made := contents(t, folder)

	var wanted []string
	for name, secret := range c.Secrets {
		require.Equal(t, "./deploy/secrets/"+name, secret.File)
		wanted = append(wanted, name)
	}
	// With the authority's key others could be made; it is mounted nowhere.
	require.NotContains(t, wanted, "authority_key")
	require.ElementsMatch(t, append(wanted, "authority_key"), slices.Collect(maps.Keys(made)))

	passwords := map[string]bool{}
	for name, user := range map[string]string{"ssj_migration_dsn": "ssj_migration", "ssj_worker_dsn": "ssj_worker", "ssj_api_dsn": "ssj_api"} {
		dsn, err := mysql.ParseDSN(made[name])
		require.NoError(t, err)
		require.Equal(t, user, dsn.User)
		require.Equal(t, "mysql:3306", dsn.Addr)
		require.Contains(t, c.Services, "mysql")
		require.Equal(t, "shuangsuiji", dsn.DBName)
		passwords[dsn.Passwd] = true
	}
	require.Equal(t, "ssj_worker,ssj_api", c.Services["migrate"].Environment["SSJ_SERVICE_USERS"])
	passwords[made["mysql_root_password"]] = true
	passwords[made["temporal_database_password"]] = true
	require.Len(t, passwords, 5, "a password is used twice")
	for password := range passwords {
		require.Regexp(t, `^[0-9a-f]{48}$`, password)
	}

	info, err := os.Stat(folder)
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o700), info.Mode().Perm())
	info, err = os.Stat(filepath.Join(folder, "ssj_api_dsn"))
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o444), info.Mode().Perm())

	makeSecrets(t, folder)
	require.Equal(t, made, contents(t, folder), "a second run changed a secret")
	other := filepath.Join(t.TempDir(), "other")
	makeSecrets(t, other)
	require.NotEqual(t, made["mysql_root_password"], contents(t, other)["mysql_root_password"])
}

// recorder puts a program of that name before all others on the path; the
// program runs the script given. It returns the environment to use.
func recorder(t *testing.T, program, script string) []string {
	t.Helper()
	folder := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(folder, program), []byte("#!/bin/sh\n"+script), 0o700))
	return append(os.Environ(), "PATH="+folder+string(os.PathListSeparator)+os.Getenv("PATH"))
}

// runInit runs init.sh with a client that only writes down what it is told.
func runInit(t *testing.T, secrets string) (statements, password string, err error) {
	t.Helper()
	told := filepath.Join(t.TempDir(), "told")
	cmd := exec.CommandContext(t.Context(), "bash", "mysql/init.sh")
	cmd.Env = append(recorder(t, "mysql", `echo "$MYSQL_PWD" >`+told+`; cat >>`+told+"\n"), "SSJ_SECRETS="+secrets)
	said, err := cmd.CombinedOutput()
	if err != nil {
		require.NoFileExists(t, told, "went on after a mistake")
		return string(said), "", err
	}
	password, statements, _ = strings.Cut(read(t, told), "\n")
	return statements, password, nil
}

func TestDatabaseUsers(t *testing.T) {
	t.Parallel()
	folder := filepath.Join(t.TempDir(), "secrets")
	makeSecrets(t, folder)
	secrets := contents(t, folder)
	statements, password, err := runInit(t, folder)
	require.NoError(t, err, statements)
	require.Equal(t, secrets["mysql_root_password"], password)

	for _, name := range []string{"ssj_migration_dsn", "ssj_worker_dsn", "ssj_api_dsn"} {
		dsn, err := mysql.ParseDSN(secrets[name])
		require.NoError(t, err)
		require.Contains(t, statements, "CREATE USER '"+dsn.User+"'@'%' IDENTIFIED BY '"+dsn.Passwd+"';")
		require.Contains(t, statements, "CREATE DATABASE "+dsn.DBName+" ")
	}
	require.Contains(t, statements, "CREATE USER 'temporal'@'%' IDENTIFIED BY '"+secrets["temporal_database_password"]+"';")
	for line := range strings.Lines(statements) {
		if strings.HasPrefix(line, "GRANT") {
			require.NotRegexp(t, "ssj_worker|ssj_api", line, "only migrate grants to the service")
			require.NotContains(t, line, "ON *.*")
		}
	}
}

func TestDatabaseUsersRefuseWhatWouldLeaveItsQuotes(t *testing.T) {
	t.Parallel()
	for name, secret := range map[string]string{
		"ssj_api_dsn":                `ssj_api:x'; DROP DATABASE temporal; --@tcp(mysql:3306)/shuangsuiji`,
		"ssj_migration_dsn":          `root:abc@tcp(mysql:3306)/shuangsuiji`,
		"temporal_database_password": `abc\`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			folder := filepath.Join(t.TempDir(), "secrets")
			makeSecrets(t, folder)
			require.NoError(t, os.Remove(filepath.Join(folder, name)))
			require.NoError(t, os.WriteFile(filepath.Join(folder, name), []byte(secret), 0o600))
			said, _, err := runInit(t, folder)
			require.Error(t, err)
			require.Contains(t, said, name)
		})
	}
}
