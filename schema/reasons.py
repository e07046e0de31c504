"""Why public fields are public: the reasons that policies name."""

from auth.policy import public

REGISTRATION = public("registration of market entities is published (State Council Order 654 of 2014, article 6)")
STANDARD = public("it is a published national standard")
PARTICIPANTS = public("who takes part in the exchange is published")
ORIGIN = public("whoever reads a row may know where it comes from")
STRUCTURE = public("it is the structure of an answer whose parts have policies of their own")
OWN_ACCESS = public("a caller may know as whom it is seen")
ACCOUNT = public("whoever asked to pass the door may know whether, and on which basis; nothing of the subject is said")
CATALOGUE = public("what may be held and who may see it is published (the catalogue itself holds no records)")
LAW = public("legal periods and how they are counted are published, each with its source")
PROOF = public("hashes of the access log say nothing of anybody; which access may be proved, its row rule decides")
MEMORANDA = public("memoranda of joint discipline and incentives, and who carries them out, are published documents")
LISTS = public("red lists and blacklists are published with their conditions; who is on one, its row rule decides")
MATTERS = public("by which rules the lists count in a matter is published, each rule with its legal basis")
SNAPSHOT = public("whoever shows a check may be asked whether it is genuine; only who has its digest learns anything")
