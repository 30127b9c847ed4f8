package forms

// ItemConfirmation is what the legal reviewer says of an item's legal basis.
var ItemConfirmation = []Field{
	{Kind: LongText, Name: "basis", Label: "核对后的依据", Help: "与现在的依据不同的填写；不填则保留原文", Longest: 4000, Required: Never, Shown: Always},
}
