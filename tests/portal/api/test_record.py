"""The seals over the API, for anybody."""

from portal.models import RecordBatch
from portal.services import sealing
from portal.services.records import record_append


def seal(world, times):
    for _turn in range(times):
        record_append(subject=world.mingtong, verb="note", actor=world.admin, post=None, data={})
        # Where autovacuum has the table just now, sealing is put off to the next beat.
        assert any(sealing.record_seal() for _beat in range(20))


def test_everybody_reads_heads_and_batches(world, api):
    seal(world, 2)
    newest = RecordBatch.objects.order_by("-number").first()
    heads = api().get("/api/v1/record/heads/").json()
    assert heads[0]["hash"] == newest.hash
    page = api().get("/api/v1/record/batches/").json()
    assert page["results"][0]["previous_hash"] == page["results"][1]["hash"]
    assert page["before"] is None and "leaf_marks" not in page["results"][0]
    older = api().get(f"/api/v1/record/batches/?before={newest.number}").json()
    assert all(row["number"] < newest.number for row in older["results"])


def test_nonsense_is_refused_at_its_field(world, api):
    for nonsense in ("x", "0", "-1", "9" * 30):
        answer = api().get(f"/api/v1/record/batches/?before={nonsense}")
        assert answer.status_code == 400 and answer.json()["errors"][0]["attr"] == "before"
    assert api().post("/api/v1/record/heads/").status_code in {401, 403, 405}
