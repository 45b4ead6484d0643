#!/usr/bin/env python3
"""The warning chain of README.md in SimPy: every sensor is a process that wakes at its sampling period.

    warning_chain.py warning_chain.json [key=value ...] [--one-clock]

With --one-clock one process samples all sensors, the cheapest way to sample every one of them in SimPy. Prints
one line of JSON: what happened, and the processor time of the simulation alone. Needs Debian's package
python3-simpy3.
"""
import json
import math
import random
import statistics
import sys
import time
from types import SimpleNamespace

import simpy


class Sensor:
    """What a sensor measures, and its alarm. The value follows its target with a lag."""

    def __init__(self, spec):
        self.spec = spec
        self.start, self.begin, self.target = 0.0, spec.normal, spec.normal
        self.disturbed_at = None
        self.alarmed = False

    def value(self, now):
        return self.target + (self.begin - self.target) * math.exp((self.start - now) / self.spec.time_constant_s)

    def follow(self, now, target):
        self.start, self.begin, self.target = now, self.value(now), target


class WarningChain:
    def __init__(self, spec, one_clock):
        self.spec = spec
        self.env = simpy.Environment()
        self.random = random.Random(spec.seed)
        self.end = spec.hours * 3600.0
        self.delays_s, self.minutes_to_clear, self.reached = [], [], [0, 0, 0]
        sensors = [Sensor(spec) for _ in range(spec.sensors)]
        for number, sensor in enumerate(sensors):
            self.env.process(self.disturb(sensor))
            if not one_clock:
                self.env.process(self.watch(sensor, number * spec.period_s / spec.sensors))
        if one_clock:
            self.env.process(self.watch_all(sensors))

    def disturb(self, sensor):
        """A quiet time, a disturbance, and so on."""
        spec = self.spec
        while self.env.now < self.end:
            yield self.env.timeout(spec.quiet_at_least_s + self.random.expovariate(1 / spec.quiet_more_mean_s))
            sensor.disturbed_at = self.env.now
            sensor.follow(self.env.now, spec.disturbed)
            yield self.env.timeout(spec.disturbance_s)
            sensor.follow(self.env.now, spec.normal)

    def watch(self, sensor, offset_s):
        """Samples one sensor at its period."""
        yield self.env.timeout(offset_s)
        while self.env.now < self.end:
            self.sample(sensor)
            yield self.env.timeout(self.spec.period_s)

    def watch_all(self, sensors):
        """Samples all of them on one clock."""
        while self.env.now < self.end:
            for sensor in sensors:
                self.sample(sensor)
            yield self.env.timeout(self.spec.period_s)

    def sample(self, sensor):
        now = self.env.now
        reading = sensor.value(now) + self.random.gauss(0.0, self.spec.noise)
        if not sensor.alarmed and reading >= self.spec.limit:
            sensor.alarmed = True
            self.delays_s.append(now - sensor.disturbed_at)
            self.env.process(self.work())
        elif sensor.alarmed and reading < self.spec.limit - self.spec.deadband:
            sensor.alarmed = False

    def work(self):
        """One case: each level handles it until its deadline, then the level above begins anew."""
        opened = self.env.now
        for level, mean_min in enumerate(self.spec.handling_mean_min):
            self.reached[level] += 1
            handled = self.env.timeout(60 * self.random.expovariate(1 / mean_min))
            if level == len(self.spec.deadline_min):
                yield handled
                break
            yield handled | self.env.timeout(60 * self.spec.deadline_min[level])
            if handled.processed:
                break
        self.minutes_to_clear.append((self.env.now - opened) / 60)


def main():
    words = [word for word in sys.argv[2:] if "=" in word]
    with open(sys.argv[1], encoding="utf-8") as file:
        spec = SimpleNamespace(**json.load(file))
    for word in words:
        key, value = word.split("=")
        setattr(spec, key, type(getattr(spec, key))(float(value)))
    chain = WarningChain(spec, "--one-clock" in sys.argv)
    began = time.process_time()
    # sensors are sampled until the end, open cases are worked until they are cleared
    chain.env.run()
    ended = time.process_time()
    print(json.dumps({
        "cases": len(chain.delays_s),
        "second": chain.reached[1],
        "third": chain.reached[2],
        "minutes_to_clear": statistics.fmean(chain.minutes_to_clear),
        "minutes_to_clear_deviation": statistics.stdev(chain.minutes_to_clear),
        "alarm_delay_s": statistics.fmean(chain.delays_s),
        "alarm_delay_s_deviation": statistics.stdev(chain.delays_s),
        "processor_s": ended - began,
    }))


if __name__ == "__main__":
    main()
