"""A DynamoDB in memory with the face of the boto3 client, fast enough for millions of calls.

It can be as unkind as the real one: reads that lag, batches served in part, calls that fail before
or after they had effect. All chance comes from the injected `Random`, so a seed repeats a run.
"""

from collections import OrderedDict, deque
from collections.abc import Iterable
from random import Random
from threading import RLock
from typing import Any

from tests.engine.capacity import Bill, Meter
from tests.engine.errors import ClientExceptions, Refusal, no_such_table
from tests.engine.hooks import Arguments, Hook, run_hooks
from tests.engine.items import copy_item
from tests.engine.reads import Lag, Query, batch_get, get_item
from tests.engine.requests import check_arguments
from tests.engine.tables import Row, Table
from tests.engine.transactions import transact_get, transact_write
from tests.engine.wire import Answer, Item, Raw
from tests.engine.writes import carry_out, plan_delete, plan_put, plan_update, read_batch, write_one

Snapshot = dict[str, list[Row]]
MAX_TOKENS = 1024
_RETURNS = ("NONE", "ALL_OLD")
_UPDATE_RETURNS = (*_RETURNS, "ALL_NEW", "UPDATED_NEW", "UPDATED_OLD")
_METADATA = {"HTTPStatusCode": 200, "RequestId": "memory", "RetryAttempts": 0, "HTTPHeaders": {}}


class MemoryDynamo:
    exceptions = ClientExceptions()

    def __init__(
        self,
        random: Random | None = None,
        *,
        stale: float = 0.0,
        unprocessed: float = 0.0,
        window: int = 16,
        before_call: Iterable[Hook] = (),
        after_call: Iterable[Hook] = (),
    ) -> None:
        """`stale` and `unprocessed` are probabilities; a read lags at most `window` writes of its table."""
        self.random = random or Random(0)
        self.stale = stale
        self.unprocessed = unprocessed
        self.meter = Meter()
        self.before_call = list(before_call)
        self.after_call = list(after_call)
        self._window = window
        self._tables: dict[str, Table] = {}
        self._tokens: OrderedDict[str, Any] = OrderedDict()
        self._lock = RLock()

    # The client's operations

    def create_table(self, **definition: Raw) -> Answer:
        with self._lock:
            if definition["TableName"] in self._tables:
                message = f"Table already exists: {definition['TableName']}"
                raise Refusal("ResourceInUseException", message).as_client_error("create_table")
            self._tables[definition["TableName"]] = Table(definition, self._window)
        return {"TableDescription": {**definition, "TableStatus": "ACTIVE"}}

    def update_time_to_live(self, **request: Raw) -> Answer:
        specification = request["TimeToLiveSpecification"]
        table = self._table(request["TableName"])
        table.expiry_attribute = specification["AttributeName"] if specification["Enabled"] else None
        return {"TimeToLiveSpecification": specification}

    def get_item(self, **request: Raw) -> Answer:
        return self._call("get_item", request)

    def put_item(self, **request: Raw) -> Answer:
        return self._call("put_item", request)

    def update_item(self, **request: Raw) -> Answer:
        return self._call("update_item", request)

    def delete_item(self, **request: Raw) -> Answer:
        return self._call("delete_item", request)

    def query(self, **request: Raw) -> Answer:
        return self._call("query", request)

    def batch_get_item(self, **request: Raw) -> Answer:
        return self._call("batch_get_item", request)

    def batch_write_item(self, **request: Raw) -> Answer:
        return self._call("batch_write_item", request)

    def transact_get_items(self, **request: Raw) -> Answer:
        return self._call("transact_get_items", request)

    def transact_write_items(self, **request: Raw) -> Answer:
        return self._call("transact_write_items", request)

    # What tests may do besides

    def apply(self, operation: str, request: Arguments) -> Answer:
        """One call that no hook sees."""
        check_arguments(operation, request)
        try:
            with self._lock:
                answer: Answer = getattr(self, f"_{operation}")(request)
        except Refusal as refusal:
            raise refusal.as_client_error(operation) from None
        answer["ResponseMetadata"] = dict(_METADATA)
        return answer

    def items(self, table: str) -> list[Item]:
        """Everything as it is now, unmetered: for invariants."""
        with self._lock:
            return [copy_item(row.item) for row in self._table(table).rows.values()]

    def settle(self) -> None:
        """Every replica and index catches up."""
        with self._lock:
            for table in self._tables.values():
                table.recent.clear()

    def expire(self, table: str, now: int, share: float = 1.0) -> int:
        """Time to live removes a random share of what has expired, as late as it likes."""
        with self._lock:
            owner = self._table(table)
            name = owner.expiry_attribute or ""
            expired = [
                key
                for key, row in owner.rows.items()
                if "N" in row.item.get(name, {}) and float(row.item[name]["N"]) < now
            ]
            chosen = [key for key in expired if self.random.random() < share]
            for key in chosen:
                owner.write(key, None)
        return len(chosen)

    def snapshot(self) -> Snapshot:
        with self._lock:
            return {name: list(table.rows.values()) for name, table in self._tables.items()}

    def restore(self, snapshot: Snapshot) -> None:
        with self._lock:
            self._tokens.clear()
            for name, rows in snapshot.items():
                old = self._tables[name]
                table = self._tables[name] = Table(old.definition, self._window)
                table.expiry_attribute = old.expiry_attribute
                for row in rows:
                    table.write(table.schema.key_of_item(row.item), row.item, row.size)
                table.recent = deque(maxlen=self._window)

    # How the operations work

    def _call(self, operation: str, request: Arguments) -> Answer:
        run_hooks(self.before_call, operation, request)
        try:
            return self.apply(operation, request)
        finally:
            # Also after a refusal: a lost answer hides what it said.
            run_hooks(self.after_call, operation, request)

    def _table(self, name: str) -> Table:
        if name not in self._tables:
            raise no_such_table(name)
        return self._tables[name]

    def _bill(self, kind: str, factor: int = 1) -> Bill:
        return Bill(kind, self.meter, factor)

    def _lag(self) -> Lag:
        return Lag(self.random, self.stale)

    def _served(self) -> bool:
        return not self.unprocessed or self.random.random() >= self.unprocessed

    def _get_item(self, request: Arguments) -> Answer:
        return get_item(self._table(request["TableName"]), request, self._bill("Read"), self._lag())

    def _query(self, request: Arguments) -> Answer:
        return Query(self._table(request["TableName"]), request).run(self._bill("Read"), self._lag())

    def _batch_get_item(self, request: Arguments) -> Answer:
        return batch_get(self._table, request, self._bill("Read"), self._lag(), self._served)

    def _transact_get_items(self, request: Arguments) -> Answer:
        return transact_get(self._table, request, self._bill("Read", 2))

    def _put_item(self, request: Arguments) -> Answer:
        plan = plan_put(self._table(request["TableName"]), request)
        return write_one(plan, request, self._bill("Write"), _RETURNS)

    def _delete_item(self, request: Arguments) -> Answer:
        plan = plan_delete(self._table(request["TableName"]), request)
        return write_one(plan, request, self._bill("Write"), _RETURNS)

    def _update_item(self, request: Arguments) -> Answer:
        plan = plan_update(self._table(request["TableName"]), request)
        return write_one(plan, request, self._bill("Write"), _UPDATE_RETURNS)

    def _batch_write_item(self, request: Arguments) -> Answer:
        left: dict[str, list[Any]] = {}
        bill = self._bill("Write")
        for name, wish, plan in read_batch(self._table, request):
            if self._served():
                carry_out(plan, bill)
            else:
                left.setdefault(name, []).append(wish)
        answer: Answer = {"UnprocessedItems": left}
        bill.attach_all(answer, request.get("ReturnConsumedCapacity"))
        return answer

    def _transact_write_items(self, request: Arguments) -> Answer:
        token = request.get("ClientRequestToken")
        if token is None:
            return transact_write(self._table, request, self._bill("Write", 2))
        if token in self._tokens:
            return self._repeated(token, request)
        answer = transact_write(self._table, request, self._bill("Write", 2))
        self._tokens[token] = request["TransactItems"]
        if len(self._tokens) > MAX_TOKENS:
            self._tokens.popitem(last=False)
        return answer

    def _repeated(self, token: str, request: Arguments) -> Answer:
        if self._tokens[token] != request["TransactItems"]:
            message = "The request was retried with a different payload but the same token."
            raise Refusal("IdempotentParameterMismatchException", message)
        return {}
