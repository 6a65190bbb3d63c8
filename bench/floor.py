"""The floor of a cold start: the smallest handler with these libraries. It imports none of our code.

A Powertools resolver with validation, one route with a pydantic body, one DynamoDB client, one call.
"""

from __future__ import annotations

from typing import Any

import boto3
from aws_lambda_powertools.event_handler import APIGatewayRestResolver
from pydantic import BaseModel

app = APIGatewayRestResolver(enable_validation=True)
client = boto3.client("dynamodb")


class Order(BaseModel):
    customer: str
    count: int
    note: str = ""


@app.post("/api/orders")
def order(request: Order) -> dict[str, str]:
    client.put_item(TableName="desk", Item={"pk": {"S": f"ORDER#{request.customer}"}, "sk": {"S": "HEAD"}, "n": {"N": str(request.count)}})
    return {"customer": request.customer}


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    return app.resolve(event, context)
