"""The driver sends what it says, counts what was answered and stops at anything that is not a measurement."""

import socketserver
import threading

import pytest

from benchmarks.load import VARYING, Driver, Job, Refused, Requests, content_length, run


class Answering(socketserver.StreamRequestHandler):
    """Keep-alive HTTP, one byte of the answer held back for a moment as a network may."""

    def handle(self):
        while self.rfile.readline():
            length = 0
            while (line := self.rfile.readline().strip()) != b"":
                name, _, value = line.partition(b":")
                length = int(value) if name.lower() == b"content-length" else length
            self.server.bodies.append(self.rfile.read(length))
            body = self.server.answer
            self.wfile.write(b"HTTP/1.1 %s\r\nContent-Length: %d\r\n\r\n" % (self.server.status, len(body)))
            self.wfile.flush()
            self.wfile.write(body)


@pytest.fixture
def server():
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Answering) as serving:
        serving.daemon_threads = True
        serving.bodies, serving.answer, serving.status = [], b'{"data":{}}', b"200 OK"
        thread = threading.Thread(target=serving.serve_forever)
        thread.start()
        yield serving
        serving.shutdown()
        thread.join()


def job(**given):
    return Job("/graphql/", [f'{{"n":"{VARYING}"}}'], {"Host": "shop.example"}, **{"seconds": 0.2, **given})


@pytest.mark.parametrize("clients", [1, 3])
def test_every_request_is_timed_and_no_two_are_alike(server, clients):
    taken = run(server.server_address, job(clients=clients), start=0)
    assert len(taken.latencies) == len(server.bodies) > clients
    assert len(set(server.bodies)) == len(server.bodies)
    assert len({len(body) for body in server.bodies}) == 1
    assert 0 < min(taken.latencies) <= max(taken.latencies) <= taken.seconds


def test_the_driver_is_another_process_and_goes_on_counting(server):
    with Driver(*server.server_address) as driver:
        first, second = driver.do(job()), driver.do(job())
        assert driver.process.poll() is None
    assert len(set(server.bodies)) == len(server.bodies) == len(first.latencies) + len(second.latencies)


def test_an_answer_with_errors_is_no_measurement(server):
    server.answer = b'{"data":null,"errors":[]}'
    with Driver(*server.server_address) as driver, pytest.raises(Refused, match="errors"):
        driver.do(job())


def test_another_status_is_no_measurement(server):
    server.status = b"500 Internal Server Error"
    with Driver(*server.server_address) as driver, pytest.raises(Refused, match="500"):
        driver.do(job())


def test_bodies_are_sent_in_turn():
    requests = Requests(Job("/", ["a", "b"], {}, seconds=1), start=0)
    assert {next(requests)[-1:] for _ in range(4)} == {b"a", b"b"}


def test_an_answer_of_unknown_length_is_refused():
    with pytest.raises(Refused, match="Content-Length"):
        content_length(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked")
