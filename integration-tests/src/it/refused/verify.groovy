def log = new File(basedir, 'build.log').readLines()

assert log.any { it.contains('[ERROR] Forgetful.java:19: error: Forgetful.forgotten: await outside an @Async method') }
assert log.any { it.contains('1 async method in ') && it.contains('refused, see the errors above') }
// Only the build's end may say the second; javac and the rest of the build are content.
assert log.count { it.startsWith('[ERROR] Forgetful.java') } == 1
assert !new File(basedir, 'target/classes/com/acme/Forgetful$proper$Coroutine.class').exists()
