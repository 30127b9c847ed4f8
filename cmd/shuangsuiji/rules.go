package main

// rulesCommand says what a change of law changes.
type rulesCommand struct {
	Diff rulesDiffCommand `cmd:"" help:"what one rule edition changes against another. 规则版本对照"`
	Try  rulesTryCommand  `cmd:"" help:"what another edition would have said of a year's cases; writes nothing. 按另一版本试算"`
}

// Help teaches the group.
func (rulesCommand) Help() string {
	return `规则版本是某一时期法律、文件规定的期限、事项、结果类别和要求。案件始终适用其开始时的版本。

  shuangsuiji rules diff 2024 2025             两个版本有何不同，依据何在
  shuangsuiji rules try 2025 --year 2024       2024年度的案卷如按2025年版办理，会有何不同`
}
