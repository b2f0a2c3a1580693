def runtime = new File(localRepositoryPath, 'org/asyncio4j/asyncio4j').listFiles().findAll { it.directory }
    .collectMany { it.listFiles().toList() }.find { it.name.endsWith('.jar') }
def java = { List<String> arguments ->
  def process = new ProcessBuilder(([System.getProperty('java.home') + '/bin/java'] + arguments)*.toString())
      .redirectErrorStream(true).start()
  def output = process.inputStream.text
  assert process.waitFor() == 0 : output
  output.trim()
}
def agent = new File(localRepositoryPath, 'org/asyncio4j/asyncio4j-agent').listFiles().findAll { it.directory }
    .collectMany { it.listFiles().toList() }.find { it.name.endsWith('.jar') }

assert java(['-jar', "$basedir/target/woven.jar"]) == 'Hello, world'
// The agent writes there what it compiles, which is nothing here.
def dump = new File(basedir, 'target/dump')
assert java(["-javaagent:$agent=classdumpdir=$dump", '-jar', "$basedir/target/woven.jar"]) == 'Hello, world'
assert !dump.exists()

def plain = "$basedir/target/plain.jar".toString()
assert java(["-javaagent:$agent=classdumpdir=$dump", '-jar', plain]) == 'Hello, world'
assert new File(dump, 'com/acme').list().sort() == [
    'Greeter$greet$Coroutine.class', 'Greeter.class', 'Main$greet$Coroutine.class', 'Main.class']
assert java(['-jar', agent.path, 'weave', plain]) == "Compiled the async methods of 2 classes in $plain"
assert java(['-jar', plain]) == 'Hello, world'
