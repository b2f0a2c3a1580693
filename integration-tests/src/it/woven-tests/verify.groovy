def log = new File(basedir, 'build.log').readLines()

def summary = log.find { it =~ /Tests run: \d+, Failures: 0, Errors: 0, Skipped: 0$/ }
assert summary && (summary =~ /Tests run: (\d+)/)[0][1].toInteger() > 40
assert new File(basedir, 'target/test-classes/org/asyncio4j/junit/BodiesTest$Forms$bare$Coroutine.class').exists()
assert !log.any { it.startsWith('[ERROR]') }
