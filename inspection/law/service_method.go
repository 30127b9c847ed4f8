package law

// ServiceMethod is how a paper is served.
type ServiceMethod string

// The ways of serving. A notice of inspection is neither left nor announced.
const (
	ServedInPerson       ServiceMethod = "in_person"
	ServedLeft           ServiceMethod = "left"
	ServedByMail         ServiceMethod = "mail"
	ServedByEmail        ServiceMethod = "email"
	ServedBySMS          ServiceMethod = "sms"
	ServedByAnnouncement ServiceMethod = "announcement"
)

var serviceNames = map[ServiceMethod]string{ServedInPerson: "直接送达", ServedLeft: "留置送达", ServedByMail: "邮寄送达",
	ServedByEmail: "电子邮件", ServedBySMS: "短信", ServedByAnnouncement: "公告送达"}

// Chinese is the method's name.
func (m ServiceMethod) Chinese() string { return serviceNames[m] }

// ServiceMethods are all ways of serving a paper of a proceeding.
var ServiceMethods = []ServiceMethod{ServedInPerson, ServedLeft, ServedByMail, ServedByEmail, ServedBySMS, ServedByAnnouncement}

// NoticeMethods are the ways of serving a notice of inspection.
var NoticeMethods = []ServiceMethod{ServedInPerson, ServedByMail, ServedByEmail, ServedBySMS}
