# SPDX-License-Identifier: Apache-2.0
import random
import zlib

from alert_inbox import Alert, Inbox, Matcher, Silence


def main():
    rng = random.Random(911)
    inbox = Inbox(["team", "service"], 600)
    for n in range(16):
        inbox.silences.append(Silence(
            [Matcher(f"host=~{rng.choice(('web', 'db', 'mq'))}[{n % 3}-{n % 3 + 2}].*"),
             Matcher(rng.choice(("severity!=critical", "alertname=DiskFull", "team!~pay.*")))],
            n * 500, n * 500 + 1500))
    sent = 0
    for n in range(950):
        host = f"{rng.choice(('web', 'db', 'mq'))}{rng.randrange(6)}"
        alert = Alert(rng.choice(("DiskFull", "HighLoad", "Http5xx")),
                      {"team": rng.choice(("payments", "search", "infra")), "service": rng.choice(("api", "batch")),
                       "host": host, "severity": rng.choice(("warning", "warning", "critical"))},
                      n * 9 + rng.randrange(5), rng.random() < 0.6)
        sent += inbox.receive(alert)
    text = inbox.digest()
    print("sent", sent, "silenced", inbox.silenced, "groups", len(inbox.groups))
    flapping = inbox.flapping(3, 6000)
    print("flapping", len(flapping), flapping[0])
    print("digest", zlib.crc32(text.encode()), text.splitlines()[-1])


if __name__ == "__main__":
    main()
