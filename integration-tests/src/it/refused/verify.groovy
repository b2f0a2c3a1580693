def log = new File(basedir, 'build.log').readLines()
def sources = new File(basedir, 'src/main/java/com/acme').path + '/'
def messages = new File(basedir, 'messages.txt').readLines()
def errors = messages.findAll { it.contains(': error: ') }
def warnings = messages.findAll { it.contains(': warning: ') }
assert errors.size() + warnings.size() == messages.size()

// What each of the three builds says, in its order and to the letter.
def builds = []
log.each {
  if (it.contains('[INFO] Scanning for projects')) {
    builds << []
  } else if (it.contains(sources)) {
    builds.last() << it.replace(sources, '')
  }
}
assert builds.size() == 3
assert builds[0] == messages.collect { '[ERROR] ' + it }
assert builds[1] == errors.collect { '[ERROR] ' + it } + warnings.collect { '[WARNING] ' + it }
// The class with nothing but warnings was compiled by the second build.
assert builds[2] == errors.collect { '[WARNING] ' + it }

def classes = new File(basedir, 'target/classes')
def end = " in $classes, see the errors above"
assert log.count { it.contains("${errors.size()} refused async methods and ${warnings.size()} warnings$end") } == 1
assert log.count { it.contains(": ${errors.size()} refused async methods$end") } == 1
assert log.count { it.startsWith("[INFO] Compiled the async methods of 2 classes in $classes") } == 1
assert new File(classes, 'com/acme/Refused$proper$Coroutine.class').exists()

// As under the agent: the refused method throws its message.
def runtime = new File(localRepositoryPath, 'org/asyncio4j/asyncio4j').listFiles().findAll { it.directory }
    .collectMany { it.listFiles().toList() }.find { it.name.endsWith('.jar') }
def loader = new URLClassLoader([classes.toURI().toURL(), runtime.toURI().toURL()] as URL[])
def outside = loader.loadClass('com.acme.Refused').getDeclaredMethod('outside')
outside.accessible = true
try {
  outside.invoke(null)
  assert false
} catch (java.lang.reflect.InvocationTargetException e) {
  assert e.cause.class.name == 'org.asyncio4j.AsyncCompilationError'
  assert e.cause.message == errors.find { it.contains('Refused.outside') }
}
