# SPDX-License-Identifier: Apache-2.0
from nuclide_chain import NuclideTable, Sample, bateman_first, spectrum

RADON = """
Rn222 3.82d alpha:Po218:1.0
Po218 3.05m alpha:Pb214:0.9998 beta:At218:0.0002
At218 2s alpha:Bi214:1.0
Pb214 26.8m beta:Bi214:1.0
Bi214 19.9m beta:Po214:0.9998 alpha:Tl210:0.0002
Po214 1s alpha:Pb210:1.0
Tl210 1.3m beta:Pb210:1.0
Pb210 22.3y beta:Bi210:1.0
Bi210 5.01d beta:Po210:1.0
Po210 138.4d alpha:Pb206:1.0
Pb206 -
"""


def main():
    table = NuclideTable(RADON)
    sample = Sample(table, 226)
    sample.add("Rn222", 1150)
    sample.add("Po210", 500)
    end = 12 * 86400.0
    sample.run_until(end)
    print(sorted((name, count) for name, count in sample.counts.items() if count))
    print("expected radon %.3f" % bateman_first(table, "Rn222", 1150, end))
    edges = [end * n / 48 for n in range(49)]
    counts = spectrum(sample.emitted, ["alpha", "beta", "gamma"], edges)
    print({mode: (sum(row), row[0], row[-1]) for mode, row in counts.items()})
    print("strongest %.9e %s" % sample.activity()[0], "times %.3f" % sum(time for time, _ in sample.emitted))


if __name__ == "__main__":
    main()
