"""Echo servers on Python's asyncio, with the protocol of the JVMs: see EchoProcess.java."""

import asyncio
import ssl
import sys
import time

SIZE, BACKLOG = 65536, 1024


async def streams(tls):
    async def echo(reader, writer):
        while data := await reader.read(SIZE):
            writer.write(data)
            await writer.drain()
        writer.close()

    return await asyncio.start_server(echo, "127.0.0.1", 0, ssl=tls, backlog=BACKLOG)


class Echo(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.transport.write(data)


async def protocol(tls):
    loop = asyncio.get_running_loop()
    return await loop.create_server(Echo, "127.0.0.1", 0, ssl=tls, backlog=BACKLOG)


async def serve(start, pem):
    tls = None
    if pem:
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(pem)
    server = await start(tls)
    print(server.sockets[0].getsockname()[1], flush=True)
    ended = asyncio.Event()

    def answer():
        if sys.stdin.readline():
            print(time.process_time_ns(), flush=True)
        else:
            asyncio.get_running_loop().remove_reader(sys.stdin)
            ended.set()

    asyncio.get_running_loop().add_reader(sys.stdin, answer)
    await ended.wait()


def main(library, style, pem=None):
    if library == "uvloop":
        import uvloop

        run = uvloop.run
    else:
        run = asyncio.run
    run(serve({"streams": streams, "protocol": protocol}[style], pem))


if sys.argv[1] == "--probe":
    if sys.argv[2] == "uvloop":
        import uvloop
else:
    main(*sys.argv[1:])
