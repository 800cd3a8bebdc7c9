// Reads a compose file as `docker compose config` does, by the library that it is made of: the schema,
// anchors, variables, profiles, and what depends on what. Prints the services of the profile, in the
// order of their names; an error ends it.
package main

import (
	"context"
	"fmt"
	"os"
	"sort"

	"github.com/compose-spec/compose-go/v2/cli"
)

func main() {
	profile, file := os.Args[1], os.Args[2]
	options, err := cli.NewProjectOptions(
		[]string{file}, cli.WithOsEnv, cli.WithProfiles([]string{profile}), cli.WithConsistency(true))
	if err == nil {
		project, loadErr := options.LoadProject(context.Background())
		err = loadErr
		if err == nil {
			names := project.ServiceNames()
			sort.Strings(names)
			for _, name := range names {
				fmt.Println(name)
			}
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
