"""The endpoint `/graphql/`: GraphQL over HTTP, for everybody.

    POST application/json, or GET for queries; answers as application/json or application/graphql-response+json.

With application/json every GraphQL answer is a 200, as clients of Saleor's dialect expect; with the other, a document
that was not executed is a 400. A request that is no GraphQL request is a 4xx in both. Nothing a client sends is a 500.

Anonymous answers may be read by any origin. A session cookie authenticates only with Django's CSRF token; a Bearer
token stands alone, and with one the cookies are not looked at.
"""

import logging
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

import orjson
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.views.decorators.csrf import csrf_exempt
from graphql import GraphQLError, OperationDefinitionNode, OperationType

from core.db.deadline import DeadlineExceeded, Limit, deadline
from core.graph import answers, bearer, cost, graphiql, limits, transport
from core.graph.documents import Document
from core.graph.executor import Context
from core.graph.registry import schema
from core.graph.run import Answer, documents, execute_plan
from core.graph.transport import METHODS, Parameters, Refused
from core.viewer import Viewer

logger = logging.getLogger(__name__)

# The storefront gives up after 15 seconds. Nothing it asks takes one.
DEADLINE_S = 10

kept_answers = answers.Answers()
_bills: WeakKeyDictionary[Document, dict[str | None, cost.Bill]] = WeakKeyDictionary()


@csrf_exempt  # Judged below, since it depends on what authenticates.
def endpoint(request: HttpRequest) -> HttpResponseBase:
    """Answer one GraphQL request, or show GraphiQL to a browser.

    In the language that the request itself asks for: LocaleMiddleware gives an address without prefix the default one.
    """
    language = translation.get_language_from_request(request)
    if language == translation.get_language():
        answer = _answered(request)
    else:
        with translation.override(language):
            answer = _answered(request)
        answer["Content-Language"] = language
    _let_others_read(request, answer)
    return answer


def _answered(request: HttpRequest) -> HttpResponseBase:
    media = transport.JSON
    try:
        if request.method == "OPTIONS":
            return HttpResponse(status=204)
        media = transport.media_type(request)
        return graphiql.page(request) if media == transport.HTML else Exchange(request, media).answer()
    except Refused as refused:
        return transport.refusal(refused, media)


def _let_others_read(request: HttpRequest, answer: HttpResponseBase) -> None:
    """CORS without credentials: any page may ask as nobody, or with a token it holds."""
    answer["Access-Control-Allow-Origin"] = "*"
    if request.method != "POST":  # What is posted is in nobody's cache.
        answer["Vary"] = "Accept, Accept-Language, Authorization, Cookie"
    if request.method == "OPTIONS":
        answer["Allow"] = answer["Access-Control-Allow-Methods"] = METHODS
        answer["Access-Control-Allow-Headers"] = "Authorization, *"
        answer["Access-Control-Max-Age"] = "86400"


class _SessionCheck(CsrfViewMiddleware):
    """Django's CSRF check, asked by hand: the view itself is exempt from the middleware."""

    def _reject(self, request: HttpRequest, reason: str) -> HttpResponse:
        raise Refused(403, "CSRF_FAILED", "Send the CSRF token in X-CSRFToken, or authenticate with a Bearer token.")


_session_check = _SessionCheck(lambda request: HttpResponse())


class Exchange:
    """One request on its way to its answer."""

    def __init__(self, request: HttpRequest, media: str) -> None:
        self.request = request
        self.media = media
        self.raw = transport.read(request)
        # What this request has read already, for whichever loader asks.
        self.shared_reads: dict[Any, Any] = {}
        self.by_session = settings.SESSION_COOKIE_NAME in request.COOKIES
        self.anonymous = not self.by_session and "HTTP_AUTHORIZATION" not in request.META

    def answer(self) -> HttpResponseBase:
        """Raises Refused."""
        if not self.anonymous:
            return self.made()
        revision = answers.revision(self.shared_reads)
        if revision is None:
            return self.made()
        key = answers.key_of(self.request, self.raw)
        kept = kept_answers.get(key, revision)
        return self.made((key, revision)) if kept is None else self.sent(kept.body)

    def made(self, place: tuple[answers.Key, answers.Revision] | None = None) -> HttpResponseBase:
        """The answer by execution, kept at `place` if it may be."""
        asked = transport.parameters(self.request, self.raw)
        try:
            viewer = self.viewer()
            with deadline(DEADLINE_S) as limit:
                run = Execution(self.request, asked, Context(viewer, self.request, shared=self.shared_reads), limit)
                if place is None or not run.cacheable:
                    return self.told(run.written())
                return self.shared(run, *place)
        except bearer.TokenRefused as refused:
            return self.told(written(Answer(None, [refused])), not_executed=401)
        except GraphQLError as error:
            return self.told(written(Answer(None, [error])))
        except DeadlineExceeded as late:
            return self.told(written(Answer(None, [GraphQLError(late.message, original_error=late)])))

    def viewer(self) -> Viewer:
        """Who asks. Raises TokenRefused, or Refused 403 for a session without its CSRF token."""
        token = bearer.token_of(self.request)
        if token is not None:
            self.request.user = AnonymousUser()  # Whoever the cookies name, it is not who asks.
            return bearer.viewer_of(token)
        if not self.by_session:
            return Viewer.anonymous()
        _session_check.process_request(self.request)
        _session_check.process_view(self.request, self.answer, (), {})
        return Viewer.of(self.request)

    def shared(self, run: "Execution", key: answers.Key, revision: answers.Revision) -> HttpResponseBase:
        """As made, by whoever comes first; the others send what that one kept, or make their own if it kept nothing."""
        with kept_answers.flight(key, run.limit.remaining_s) as first:
            kept = None if first else kept_answers.get(key, revision)
            if kept is not None:
                return self.sent(kept.body)
            made = run.written()
            if not made.clean:
                return self.told(made)
            kept = answers.Kept(made.body, revision, run.context.fresh_until)
            if first:
                kept_answers.keep(key, kept)
        return self.sent(kept.body)

    def told(self, made: "Written", not_executed: int = 400) -> HttpResponseBase:
        """The answer as a response that nobody keeps; `not_executed` is its status when the media type has one."""
        if made.clean:
            return self.sent(made.body)
        status = not_executed if self.media == transport.GRAPHQL and not made.executed else 200
        response = transport.response(made.body, self.media, status)
        response["Cache-Control"] = "no-store"
        if status == 401:
            response["WWW-Authenticate"] = "Bearer"
        return response

    def sent(self, body: bytes) -> HttpResponseBase:
        """An answer without errors; a GET's may be asked again by its ETag."""
        response = transport.response(body, self.media)
        if self.request.method == "POST":
            return response
        etag = answers.etag_of(body)
        response["ETag"] = etag
        response["Cache-Control"] = "public, no-cache" if self.anonymous else "private, no-cache"
        return get_conditional_response(self.request, etag, response=response) or response


class Written(NamedTuple):
    """An answer as bytes, and what its status depends on."""

    body: bytes
    executed: bool
    clean: bool


def written(answer: Answer, **extensions: Any) -> Written:
    wire = answer.formatted()
    if extensions:
        wire["extensions"] = extensions
    try:
        return Written(orjson.dumps(wire), answer.executed, not answer.errors)
    except orjson.JSONEncodeError:
        # A loader's value is no JSON: half a surrogate pair, an integer past 64 bits.
        logger.exception("An answer could not be written")
        code = {"code": "INTERNAL_ERROR"}
        error = {"message": "Internal error", "extensions": {**code, "exception": code}}
        return Written(orjson.dumps({"data": None, "errors": [error]}), executed=True, clean=False)


def _read(source: str) -> Document:
    """Raises LimitExceeded for what the parser may not see; any other refusal is among the document's errors."""
    limits.check_source(source)
    return Document(schema(), source).read(limits.check_document)


class Execution:
    """One operation, judged before anything is loaded: by every limit, by its method, by its cost.

    Raises GraphQLError for a document, variables or a cost over a limit, Refused 405 for a mutation by GET.
    """

    def __init__(self, request: HttpRequest, asked: Parameters, context: Context, limit: Limit) -> None:
        self.limit = limit
        self.asked = asked
        self.context = context
        self.document = documents.get(asked.query, _read)
        self.refusals = list(self.document.errors)
        if self.refusals:
            return
        operation = self.document.operation(asked.operation_name)
        if operation.operation is not OperationType.QUERY and request.method != "POST":
            raise Refused(405, "METHOD_NOT_ALLOWED", "A mutation is sent by POST.", Allow="POST")
        limits.check_variables(asked.variables)
        coerced = self.document.coerced(operation, asked.variables, max_errors=20)
        if isinstance(coerced, list):
            self.refusals = coerced
            return
        self.coerced = coerced
        self.requested = cost.check(self.document.schema, self._bill(operation), coerced)
        self.plan = self.document.plan(operation, coerced)

    def _bill(self, operation: OperationDefinitionNode) -> cost.Bill:
        if self.document.ast is None:
            raise LookupError("A document with errors has no bill.")
        bills = _bills.setdefault(self.document, {})
        name = operation.name.value if operation.name else None
        if name not in bills:
            bills[name] = cost.bill(self.document.schema, self.document.ast, operation)
        return bills[name]

    @property
    def cacheable(self) -> bool:
        return not self.refusals and self.plan.cacheable

    def written(self) -> Written:
        """The answer with its cost. Raises DeadlineExceeded."""
        if self.refusals:
            return written(Answer(None, self.refusals))
        answer = execute_plan(self.document, self.plan, self.coerced, self.asked.variables, self.context)
        return written(answer, cost={"requested": self.requested, "maximum": cost.COST.maximum})
