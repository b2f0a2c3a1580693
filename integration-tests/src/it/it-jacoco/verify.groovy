def log = new File(basedir, 'build.log').readLines()

assert log.count { it ==~ /.*Tests run: 1, Failures: 0, Errors: 0, Skipped: 0$/ } == 3
def classes = new File(basedir, 'target/classes')
assert log.count { it.contains('not compiled, though they await: com.acme.Greeter in ' + classes + '. Let the goal instrument run after') } == 1
