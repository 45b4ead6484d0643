#!/usr/bin/env python3
"""A complete alarm engine: limits of the directory, yellow for L and H, orange for LL and HH.

fengsui run SCENARIO --engine "process:python3 twin/link/examples/limits_engine.py"
"""
import json
import sys

# worse conditions first: (key of the limit, is it an upper one, priority, colour)
CONDITIONS = [
    ("low_low", False, 1, "orange"),
    ("high_high", True, 1, "orange"),
    ("low", False, 2, "yellow"),
    ("high", True, 2, "yellow"),
]
RANK = {"none": 0, "yellow": 1, "orange": 2}


class LimitsEngine:
    def __init__(self, directory):
        self.points = directory["points"]
        self.latest = {}  # point: time of its latest reading
        self.active = {}  # (point, condition): number of the alarm
        self.warnings = {}  # enterprise: (number, colour)
        self.alarms_given = 0
        self.warnings_given = 0

    def advance(self, message):
        alarms, touched = [], {}
        for point, time, value, *quality in message.get("readings", []):
            # bad values and stragglers decide nothing
            if quality or value is None or time <= self.latest.get(point, time - 1):
                continue
            self.latest[point] = time
            for alarm in self.observe(point, min(time, message["advance_to"]), value):
                alarms.append(alarm)
                touched[alarm["enterprise"]] = alarm["time"]
        warnings = [w for enterprise in touched if (w := self.grade(enterprise, message["advance_to"]))]
        return {"alarms": alarms, "warnings": warnings}

    def observe(self, point, time, value):
        limits = self.points[point]["limits"]
        for condition, upper, priority, _ in CONDITIONS:
            if condition not in limits:
                continue
            limit, key = limits[condition], (point, condition)
            beyond = value >= limit if upper else value <= limit
            if beyond == (key in self.active):
                continue
            if beyond:
                self.active[key] = self.alarms_given
                self.alarms_given += 1
            yield {
                "id": self.active[key] if beyond else self.active.pop(key),
                "point": point,
                "enterprise": self.points[point]["enterprise"],
                "event": "raised" if beyond else "returned",
                "condition": condition,
                "priority": priority,
                "time": time,
                "value": value,
                "limit": limit,
            }

    def grade(self, enterprise, time):
        """The warning that the alarms of an enterprise ask for, if it is another than the one that stands."""
        colour, because = "none", []
        for condition, _, _, wanted in CONDITIONS:
            for (point, active), alarm in self.active.items():
                if active == condition and self.points[point]["enterprise"] == enterprise:
                    because.append(alarm)
                    colour = max(colour, wanted, key=RANK.get)
        number, standing = self.warnings.get(enterprise, (None, "none"))
        if colour == standing:
            return None
        event = "changed"
        if standing == "none":
            event, number = "raised", self.warnings_given
            self.warnings_given += 1
        if colour == "none":
            event = "ended"
        self.warnings[enterprise] = (number, colour)
        return {
            "id": number,
            "enterprise": enterprise,
            "event": event,
            "colour": colour,
            "time": time,
            "because": because,
            "reason": "limits of its own",
        }


def main():
    engine = None
    for line in sys.stdin:
        message = json.loads(line)
        if "hello" in message:
            engine = LimitsEngine(message["hello"])
            answer = {"ready": {"protocol": 1, "engine": "limits example (Python)"}}
        elif "advance_to" in message:
            answer = engine.advance(message)
        else:
            answer = {"here": 1}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
