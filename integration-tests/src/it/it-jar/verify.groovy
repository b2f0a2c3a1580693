def whole = new File(basedir, 'build.log').readLines()
def second = whole.findIndexValues { it.contains('[INFO] Scanning for projects') }[1] as int
def skipped = whole.subList(0, second)
def log = whole.subList(second, whole.size())
def classes = new File(basedir, 'target/classes/com/acme')

// Of the plugin's goals before the tests; what Surefire was given is whole all the same.
assert skipped.count { it == '[INFO] Skipped' } == 2
assert skipped.any { it.contains('the class com.acme.Greeter was not compiled for asyncio4j') }
assert !skipped.any { it.startsWith('[INFO] argLine set to') }

def summaries = log.findAll { it.startsWith('[INFO] Compiled the async methods of ') }
assert summaries.collect { (it =~ / of (\d+) class/)[0][1] } == ['2', '0', '2']
assert classes.list().sort() == [
    'Greeter$politely$Coroutine.class', 'Greeter.class', 'Main$greet$Coroutine.class', 'Main.class']

// The tests ran under the agent, with what argLine held before it and what was added after.
assert log.count { it ==~ /.*Tests run: 1, Failures: 0, Errors: 0, Skipped: 0$/ } == 2
assert log.count { it.startsWith('[INFO] argLine set to "-javaagent:') && it.endsWith('" -Dbefore=1') } == 3
assert !log.any { it.startsWith('[WARNING]') || it.startsWith('[ERROR]') }

def runtime = new File(localRepositoryPath, 'org/asyncio4j/asyncio4j').listFiles().findAll { it.directory }
    .collectMany { it.listFiles().toList() }.find { it.name.endsWith('.jar') }
def java = { List<String> arguments ->
  def process = new ProcessBuilder(([System.getProperty('java.home') + '/bin/java'] + arguments)*.toString())
      .redirectErrorStream(true).start()
  def output = process.inputStream.text
  assert process.waitFor() == 0 : output
  output.trim()
}

// Nothing is left to be done when the program runs.
def jar = new File(basedir, 'target/it-jar-1.jar')
assert java(['-cp', "$jar:$runtime", 'com.acme.Main']) == 'Good day, world'
classes.eachFile { assert !it.getText('ISO-8859-1').contains('org/asyncio4j/codegen/Bootstrap') }
