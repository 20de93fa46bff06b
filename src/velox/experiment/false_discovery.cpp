// SPDX-License-Identifier: Apache-2.0
#include "velox/experiment/false_discovery.hpp"

#include <cmath>

namespace velox::experiment {

namespace {

// g(t) = t^-1.1 / zeta(1.1): falls slowly, so that late candidates are not shut out.
constexpr double kExponent = 1.1;
constexpr double kZeta = 10.58444846;

}  // namespace

double FalseDiscoveryControl::threshold() const {
  const double share = std::pow(tried_ + 1.0, -kExponent) / kZeta;
  return 1 / (alpha_ * share * (accepted_ + 1));
}

void FalseDiscoveryControl::record(bool accepted) {
  ++tried_;
  if (accepted) ++accepted_;
}

}  // namespace velox::experiment
