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
FEED = public("what happened to published information is published too; of the rest the row rule decides")
PROOF = public("hashes of the access log say nothing of anybody; which access may be proved, its row rule decides")
RECORDED = public("whoever may see a record may read it; who may, its row rule and the credit file's door decide")
RECORD_OWN = public("its rows' rule shows them to the record's enterprise and its supplier alone")
REPORTED = public("whoever may see a report may know what it is; who may, its row rule decides")
COUNTED = public("only what is published is counted")
PROCEDURE = public("a step is reached through what it is a step of only, whose policy and row rule decide")
COMMITTED = public("its enterprise chose to publish the commitment; which ones are shown, the row rule decides")
