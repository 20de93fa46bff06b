// SPDX-License-Identifier: Apache-2.0
// Values actions with trained weights, in plain C++: what the program needs of a network without the library that
// trained it. The result is that of the training library up to rounding.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "velox/base/error.hpp"
#include "velox/learn/network.hpp"
#include "velox/learn/situation.hpp"

namespace velox::learn {

/// How many actions are legal in a situation of a network of this shape.
std::size_t legal_actions(const NetworkShape& shape, const Situation& situation);

/// The value of each legal action, into `values`; none when no action is legal. REQUIRES: `parameters` has
/// plan.parameters numbers, and the situation has the sizes of the shape (`fits`). Thread-safe.
void value_actions(const NetworkPlan& plan, std::span<const float> parameters, const Situation& situation,
                   std::vector<float>& values);

/// Whether the situation has the sizes that the shape names.
bool fits(const NetworkShape& shape, const Situation& situation);

/// The index of the largest value, the first of equal ones. REQUIRES: not empty.
std::size_t best_of(std::span<const float> values);

/// A network that owns its weights. Immutable, thread-safe.
class QFunction {
 public:
  /// Errors: invalid, when the shape is none, the number of parameters is another one, or one of them is not finite.
  static Result<QFunction> create(const NetworkShape& shape, std::vector<float> parameters);

  const NetworkShape& shape() const { return plan_.shape; }
  std::span<const float> parameters() const { return parameters_; }
  /// The values of the legal actions. Errors: invalid, when the situation has other sizes than the network.
  Result<std::vector<float>> values(const Situation& situation) const;

  /// As safetensors: "NAME.weight" (outputs x inputs) and "NAME.bias" for each layer; the metadata says "schema":
  /// "velox.policy/1" and "shape" as JSON, beside the texts given.
  std::string encode(std::map<std::string, std::string> about) const;
  /// What `encode` wrote. `what` names the bytes in errors. Errors: invalid, unsupported.
  static Result<QFunction> decode(std::string_view bytes, std::string_view what);

 private:
  QFunction(NetworkPlan plan, std::vector<float> parameters)
      : plan_(std::move(plan)), parameters_(std::move(parameters)) {}
  NetworkPlan plan_;
  std::vector<float> parameters_;
};

}  // namespace velox::learn
