"""A careful program on boto3: one client each, kept; the sender is looked up, a repeat is refused, a push may fail."""

import json
import sys
import time

import boto3
from botocore.exceptions import ClientError

SESSION = boto3.Session()
TABLES = SESSION.client("dynamodb")
LINES = SESSION.client("apigatewaymanagementapi")


def message(event: dict[str, str]) -> str:
    """One message of one sender, and the answer."""
    frame = json.loads(event["body"])
    TABLES.get_item(TableName="chat", Key={"pk": {"S": "CONNECTION#1"}, "sk": {"S": "CONNECTION"}})
    item = {"pk": {"S": "CAREFUL#1"}, "sk": {"S": f"{frame['n']:06}"}, "text": {"S": frame["text"]}}
    try:
        TABLES.put_item(TableName="chat", Item=item, ConditionExpression="attribute_not_exists(pk)")
        LINES.post_to_connection(ConnectionId="peer", Data=json.dumps(frame).encode())
    except ClientError:
        return json.dumps({"type": "refused"})
    return json.dumps({"type": "said", "n": frame["n"]})


def main(first: int, times: int) -> None:
    """Prints the microseconds of work of one message."""
    spent = 0.0
    for n in range(first, first + times + 20):
        event = {"body": json.dumps({"type": "say", "n": n, "text": "Ik weet niet goed waar ik moet beginnen."})}
        began = time.process_time()
        assert "said" in message(event)
        spent += time.process_time() - began if n >= first + 20 else 0
    print(json.dumps({"message": spent / times * 1e6}))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
