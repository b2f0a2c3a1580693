def log = new File(basedir, 'build.log').readLines()

def summaries = log.findAll { it.startsWith('[INFO] Compiled the async methods of ') }
assert summaries.size() == 2
// All samples at once, and none a second time.
assert (summaries[0] =~ / (\d+) classes in /)[0][1].toInteger() > 6
assert summaries[1].contains(' 0 classes in ')
assert log.count { it.startsWith('[INFO] No classes in ') && it.endsWith('test-classes') } == 2
assert new File(basedir, 'target/classes/org/asyncio4j/samples/HelloWorld$main$Coroutine.class').exists()
assert !log.any { it.startsWith('[WARNING]') || it.startsWith('[ERROR]') }
