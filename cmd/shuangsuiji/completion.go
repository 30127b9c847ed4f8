package main

import (
	"github.com/alecthomas/kong"
	kongcompletion "github.com/jotaen/kong-completion"
)

type completionCommand struct {
	Shell string `arg:"" enum:"bash,zsh,fish" help:"bash, zsh or fish"`
}

// Help says where the code goes.
func (completionCommand) Help() string {
	return `打印命令行补全的设置，写入相应的文件后，按Tab键补全命令、参数和可选的值。

  bash  在~/.bashrc中加入：                  source <(shuangsuiji completion bash)
  zsh   在~/.zshrc中加入：                   source <(shuangsuiji completion zsh)
  fish  在~/.config/fish/config.fish中加入： shuangsuiji completion fish | source`
}

// Run prints the code that the shell evaluates; it names this binary by its path.
func (c completionCommand) Run(parsed *kong.Context) error {
	return (&kongcompletion.Completion{Shell: c.Shell, Code: true}).Run(parsed)
}

// completes answers the shell where it is the one that asks (COMP_LINE), before
// the command line is parsed.
func completes(parser *kong.Kong) { kongcompletion.Register(parser) }
