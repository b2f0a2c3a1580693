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
assert java(["-javaagent:$agent", '-jar', "$basedir/target/woven.jar"]) == 'Hello, world'

def plain = "$basedir/target/plain.jar".toString()
assert java(["-javaagent:$agent", '-jar', plain]) == 'Hello, world'
assert java(['-jar', agent.path, 'weave', plain]) == "Compiled the async methods of 2 classes in $plain"
assert java(['-jar', plain]) == 'Hello, world'
