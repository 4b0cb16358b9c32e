# Each target does all of its own set-up; see packaging/dev/bootstrap.py. More arguments: make test ARGS="tests/unit -k clock"
ARGS =

.PHONY: run test bench pictures setup pin

run test bench pictures setup pin:
	@sh packaging/dev/bootstrap.sh $@ $(ARGS)
