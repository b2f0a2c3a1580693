def log = new File(basedir, 'build.log').readLines()

// A woven library runs in woven applications and in those under the agent, which leaves it alone.
assert log.count { it ==~ /.*Tests run: 1, Failures: 0, Errors: 0, Skipped: 0$/ } == 2
assert new File(basedir, 'woven/target/test-classes/com/acme/GreeterTest$greetYou$Coroutine.class').exists()
assert !new File(basedir, 'agent/target/classes/com/acme/Main$greet$Coroutine.class').exists()
assert !log.any { it.startsWith('[WARNING]') || it.startsWith('[ERROR]') || it.startsWith('asyncio4j: ') }
