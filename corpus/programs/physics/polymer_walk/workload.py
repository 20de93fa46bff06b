# SPDX-License-Identifier: Apache-2.0
from lattice_chain import Ensemble, contacts, end_to_end_squared, gyration_squared, hp_energy


def main():
    ensemble = Ensemble(13)
    ensemble.sample(90, 110)
    print("R2 %.6f" % ensemble.weighted_mean(end_to_end_squared))
    print("Rg2 %.6f" % ensemble.weighted_mean(gyration_squared))
    chain, accepted = ensemble.relax([(n, 0, 0) for n in range(80)], 1100)
    print("accepted", accepted, "end", chain[-1], "contacts", len(contacts(chain)))
    sequence = "HPPHH" * 18
    print("energies", [hp_energy(c, sequence) for c, _ in ensemble.samples[:8]])


if __name__ == "__main__":
    main()
