package org.asyncio4j.benchmarks.kotlin

import io.ktor.network.selector.SelectorManager
import io.ktor.network.sockets.InetSocketAddress
import io.ktor.network.sockets.Socket
import io.ktor.network.sockets.aSocket
import io.ktor.network.sockets.openReadChannel
import io.ktor.network.sockets.openWriteChannel
import io.ktor.utils.io.readAvailable
import io.ktor.utils.io.writeFully
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.asyncio4j.benchmarks.echo.EchoServer

/** ktor-network: a coroutine for each connection. */
class KtorEcho : EchoServer {
    override fun start(setup: EchoServer.Setup): Int = runBlocking {
        require(setup.keys() == null) { "ktor-network has TLS for clients only" }
        val server = aSocket(SelectorManager(Dispatchers.IO)).tcp()
            .bind(InetSocketAddress("127.0.0.1", 0)) { backlogSize = EchoServer.Setup.BACKLOG }
        val scope = CoroutineScope(Dispatchers.IO)
        scope.launch {
            while (true) {
                val socket = server.accept()
                scope.launch { echo(socket) }
            }
        }
        (server.localAddress as InetSocketAddress).port
    }

    private suspend fun echo(socket: Socket) {
        val input = socket.openReadChannel()
        val output = socket.openWriteChannel()
        val data = ByteArray(64 * 1024)
        while (true) {
            val length = input.readAvailable(data)
            if (length < 0) {
                break
            }
            output.writeFully(data, 0, length)
            output.flush()
        }
        socket.close()
    }
}
