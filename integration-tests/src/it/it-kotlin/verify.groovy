def runtime = new File(localRepositoryPath, 'org/asyncio4j/asyncio4j').listFiles().findAll { it.directory }
    .collectMany { it.listFiles().toList() }.find { it.name.endsWith('.jar') }
def java = { List<String> arguments ->
  def process = new ProcessBuilder(([System.getProperty('java.home') + '/bin/java'] + arguments)*.toString())
      .redirectErrorStream(true).start()
  def output = process.inputStream.text
  assert process.waitFor() == 0 : output
  output.trim()
}
def kotlin = new File(localRepositoryPath, 'org/jetbrains/kotlin/kotlin-stdlib').listFiles().findAll { it.directory }
    .collectMany { it.listFiles().toList() }.find { it.name.endsWith('.jar') }
def jar = new File(basedir, 'target/it-kotlin-1.jar')
assert java(['-cp', "$jar:$runtime:$kotlin", 'com.acme.Main']) == 'Hello, world! Hello, you!'
