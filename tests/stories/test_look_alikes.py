"""On the deployed package: look-alikes of a nickname are taken, and find who lost the line."""

from infra.local.outputs import Outputs
from tests.stories.people import administrator, counsellor, visitor


def test_two_who_look_alike_are_not_there_together(local_cloud: Outputs) -> None:
    administrator(local_cloud).opens_around_the_clock()
    with counsellor(local_cloud) as an:
        an.clears_the_desk()
        an.takes_duty(slots=2)
        with visitor(local_cloud) as other, visitor(local_cloud) as back:
            with visitor(local_cloud) as mia:
                assert mia.starts("\u2068Mia\u2069")["type"] == "started"
                assert an.expects("assigned")["nickname"] == "Mia"
                for twin in ("Міа", "Ｍｉａ", "M\u200dia", "Mla", "mía"):
                    assert other.starts(twin)["reason"] == "nickname_taken"
            an.expects("peer", here=False)
            assert back.asks("resume", "waiting", channel="jac", nickname=" МIA ")["type"] == "waiting"
            asked = an.expects("resume_asked")
            an.sends("accept", conversation=asked["conversation"], question=asked["question"])
            back.expects("resumed")
            back.asks("end", "ended")
            an.expects("ended")
            assert other.starts("Міа")["type"] == "started"
            an.expects("assigned")
            other.asks("end", "ended")
        an.asks("duty", "duty", off=True)
