# SPDX-License-Identifier: Apache-2.0
from bodies import Body, Vec, circular
from solar_integrator import Integrator, angular_momentum, energy


def main():
    sun = Body("sun", 1.0, Vec(0.0, 0.0), Vec(0.0, 0.0))
    planets = [circular("mercury", 1.7e-7, 0.387, 1.0, 0.12), circular("venus", 2.4e-6, 0.723, 1.0, 0.06),
               circular("earth", 3.0e-6, 1.0, 1.0), circular("mars", 3.2e-7, 1.524, 1.0, 0.03),
               circular("jupiter", 9.5e-4, 5.203, 1.0, 0.02)]
    system = Integrator([sun] + planets, 0.004, keep_every=5)
    before = energy(system.bodies)
    system.advance(1350)
    print("energy drift %.6e" % ((energy(system.bodies) - before) / before))
    print("momentum %.9f" % angular_momentum(system.bodies).norm())
    for other in ("venus", "mars"):
        print("closest to", other, "%.8f at %d" % system.closest_approach("earth", other))
    print([system.revolutions(planet.name) for planet in planets])


if __name__ == "__main__":
    main()
