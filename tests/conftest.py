"""What holds for every test."""

from hypothesis import settings

# A machine with much else to do takes longer than the 200 ms of an example: no fault of ours.
settings.register_profile("tests", parent=settings(), deadline=None)
settings.load_profile("tests")
