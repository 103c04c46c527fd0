"""Two officers at one draft, on real connections."""

from catalog import services
from catalog.models import Draft
from catalog.services import Verdict, verdicts
from core.models import Transition
from tests import factories
from tests.factories import OFFICER


def waiting():
    product = factories.product("Mật ong", producer=factories.producer())
    draft = services.save_product_draft(
        producer=product.producer, product=product, values={"storage_vi": "Nơi mát."}, by=OFFICER
    )
    return services.submit_draft(draft=draft, by=OFFICER)


def judging(draft, verdict):
    return lambda: services.judge_draft(draft=draft, verdicts={"storage_vi": verdict}, by=OFFICER)


def test_of_two_verdicts_at_once_one_holds_and_the_other_is_told(at_once):
    draft = waiting()
    results = at_once(
        judging(draft, Verdict(True, seen=None)), judging(draft, Verdict(False, seen=None, reason="Chưa rõ."))
    )
    assert sorted(type(one).__name__ for one in results) == ["Draft", "DraftSettled"]
    assert Transition.objects.filter(kind="catalog.draft", from_state="submitted").count() == 1


def test_two_who_save_at_once_share_one_draft_or_one_is_told(at_once):
    product = factories.product("Mật ong", producer=factories.producer())

    def save(text):
        return lambda: services.save_product_draft(
            producer=product.producer, product=product, values={"storage_vi": text}, by=OFFICER
        )

    results = at_once(save("Mát."), save("Khô."))
    assert {type(one).__name__ for one in results} <= {"Draft", "DraftSettled"}
    assert Draft.objects.count() == 1


def test_without_the_look_at_the_locked_state_both_verdicts_would_be_written(at_once, monkeypatch):
    draft = waiting()
    monkeypatch.setattr(verdicts, "is_waiting", lambda _draft: True)
    refusals = [Verdict(False, seen=None, reason=reason) for reason in ("Một.", "Hai.")]
    results = at_once(*(judging(draft, refusal) for refusal in refusals))
    written = Transition.objects.filter(kind="catalog.draft", to_state="rejected").count()
    # The second writes too, were it not for the ledger, which refuses a change from a state to itself.
    assert [type(one).__name__ for one in results].count("DraftSettled") == 0
    assert written == 1
