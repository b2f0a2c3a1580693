package org.asyncio4j.benchmarks.kotlin

import io.vertx.core.Vertx
import io.vertx.core.VertxOptions
import io.vertx.core.net.NetServerOptions
import io.vertx.core.net.PfxOptions
import org.asyncio4j.benchmarks.echo.EchoServer
import org.asyncio4j.benchmarks.echo.Keys
import java.util.concurrent.TimeUnit

/** Vert.x: handlers on one event loop. In Kotlin only because that is compiled where Vert.x is there. */
abstract class VertxEcho(private val native: Boolean) : EchoServer {
    override fun start(setup: EchoServer.Setup): Int {
        val vertx = Vertx.vertx(
            VertxOptions().setEventLoopPoolSize(setup.loops()).setPreferNativeTransport(native)
        )
        check(vertx.isNativeTransportEnabled == native) { "Vert.x has not got the transport" }
        val options = NetServerOptions().setAcceptBacklog(EchoServer.Setup.BACKLOG)
        setup.keys()?.let {
            options.setSsl(true).setKeyCertOptions(
                PfxOptions().setPath(it.file().toString()).setPassword(Keys.PASSWORD)
            )
        }
        return vertx.createNetServer(options)
            .connectHandler { socket -> socket.handler { data -> socket.write(data) } }
            .listen(0, "127.0.0.1")
            .toCompletionStage().toCompletableFuture().get(1, TimeUnit.MINUTES)
            .actualPort()
    }

    /** On Linux's epoll. */
    class OnEpoll : VertxEcho(true)

    /** On the JDK's selector, as Vert.x does unless told otherwise. */
    class OnNio : VertxEcho(false)
}
