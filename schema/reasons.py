"""Why public fields are public: the reasons that policies name."""

from auth.policy import public

REGISTRATION = public("registration of market entities is published (State Council Order 654 of 2014, article 6)")
STANDARD = public("it is a published national standard")
PARTICIPANTS = public("who takes part in the exchange is published")
ORIGIN = public("whoever reads a row may know where it comes from")
STRUCTURE = public("it is the structure of an answer whose parts have policies of their own")
OWN_ACCESS = public("a caller may know as whom it is seen")
