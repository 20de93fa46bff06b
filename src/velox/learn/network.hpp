// SPDX-License-Identifier: Apache-2.0
// What a network that values actions looks like, and where its numbers lie. All parameters are one row of floats: for
// each layer the weights (outputs x inputs, row-major), then the biases. Training and inference share this row.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "velox/base/error.hpp"
#include "velox/base/json.hpp"

namespace velox::learn {

/// How actions meet the network.
enum class Head {
  actions,  ///< the same actions everywhere: one output for each of them
  features  ///< each action is described by numbers of its own, which enter beside the state: one output, Q(s, a)
};

struct NetworkShape {
  Head head = Head::actions;
  std::size_t state_size = 0;
  std::size_t action_size = 0;      ///< how many actions, or how many features of one
  std::vector<std::size_t> hidden;  ///< widths of the hidden layers, each followed by max(0, x)
  /// Q = V(s) + A(s, a) - mean of A over the legal actions (Wang et al., "Dueling network architectures", 2016, eq. 9).
  /// With Head::actions V and A are outputs of one trunk; with Head::features V is a network of its own, of the state only.
  bool duelling = true;

  bool operator==(const NetworkShape&) const = default;
};

struct Layer {
  std::string name;
  std::size_t inputs = 0, outputs = 0;
  std::size_t weights_at = 0, biases_at = 0;  ///< in the row of parameters
};

struct NetworkPlan {
  NetworkShape shape;
  std::vector<Layer> main;
  std::vector<Layer> value;  ///< only of a duelling Head::features
  std::size_t parameters = 0;
};

/// Errors: invalid, when a size is 0 or beyond 4096, or there are more than 8 hidden layers.
Result<NetworkPlan> plan_network(const NetworkShape& shape);

Json to_json(const NetworkShape& shape);
/// Errors: invalid, with the member that is wrong. Sizes are looked at by plan_network.
Result<NetworkShape> shape_from_json(const Json& value);

}  // namespace velox::learn
