// SPDX-License-Identifier: Apache-2.0
// A small seeded generator (SplitMix64: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014),
// so that a run can be repeated from its seed on any platform. Not for secrets. Not thread-safe: one per owner.
#pragma once

#include <cstdint>

namespace velox {

class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15ULL);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
  }
  /// Uniform in [0, bound); bound > 0. The modulo bias is below 2^-32 for every bound used here.
  std::uint64_t below(std::uint64_t bound) { return next() % bound; }
  /// Uniform in [0, 1).
  double uniform() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
  bool coin() { return (next() >> 63) != 0; }
  /// A generator whose stream does not overlap with this one's for practical lengths.
  Random split() { return Random(next()); }

 private:
  std::uint64_t state_;
};

}  // namespace velox
