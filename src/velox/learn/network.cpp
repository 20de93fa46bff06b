// SPDX-License-Identifier: Apache-2.0
#include "velox/learn/network.hpp"

#include <algorithm>

#include "velox/base/json_full.hpp"

namespace velox::learn {

namespace {

constexpr std::size_t kLargestSize = 4096;
constexpr std::size_t kMostLayers = 8;

bool sensible(std::size_t size) { return size > 0 && size <= kLargestSize; }

std::vector<Layer> plan_tower(const std::string& name, std::size_t inputs, const NetworkShape& shape,
                              std::size_t outputs, std::size_t& next) {
  std::vector<std::size_t> widths = shape.hidden;
  widths.push_back(outputs);
  std::vector<Layer> layers;
  for (const std::size_t width : widths) {
    Layer layer{name + "." + std::to_string(layers.size()), inputs, width, next, next + inputs * width};
    next = layer.biases_at + width;
    inputs = width;
    layers.push_back(std::move(layer));
  }
  return layers;
}

Result<std::size_t> size_member(const Json& value, const char* key) {
  const Json& found = json::member(value, key);
  if (!found.is_number_unsigned())
    return fail(ErrorCode::invalid, std::string("'") + key + "' of the network's shape is not a whole number");
  return found.get<std::size_t>();
}

}  // namespace

Result<NetworkPlan> plan_network(const NetworkShape& shape) {
  if (!sensible(shape.state_size) || !sensible(shape.action_size) ||
      !std::all_of(shape.hidden.begin(), shape.hidden.end(), sensible))
    return fail(ErrorCode::invalid, "a size of the network is outside of 1 to 4096");
  if (shape.hidden.size() > kMostLayers) return fail(ErrorCode::invalid, "the network has more than 8 hidden layers");
  NetworkPlan plan;
  plan.shape = shape;
  if (shape.head == Head::actions) {
    const std::size_t outputs = shape.action_size + (shape.duelling ? 1 : 0);
    plan.main = plan_tower("main", shape.state_size, shape, outputs, plan.parameters);
  } else {
    plan.main = plan_tower("main", shape.state_size + shape.action_size, shape, 1, plan.parameters);
    if (shape.duelling) plan.value = plan_tower("value", shape.state_size, shape, 1, plan.parameters);
  }
  return plan;
}

Json to_json(const NetworkShape& shape) {
  return {{"head", shape.head == Head::actions ? "actions" : "features"},
          {"state_size", shape.state_size},
          {"action_size", shape.action_size},
          {"hidden", shape.hidden},
          {"duelling", shape.duelling}};
}

Result<NetworkShape> shape_from_json(const Json& value) {
  NetworkShape shape;
  const std::string head = json::string_or(value, "head");
  if (head != "actions" && head != "features")
    return fail(ErrorCode::invalid, "'head' of the network's shape is neither actions nor features");
  shape.head = head == "actions" ? Head::actions : Head::features;
  shape.state_size = VX_TRY(size_member(value, "state_size"));
  shape.action_size = VX_TRY(size_member(value, "action_size"));
  shape.duelling = json::bool_or(value, "duelling");
  const Json& hidden = json::member(value, "hidden");
  if (!hidden.is_array()) return fail(ErrorCode::invalid, "'hidden' of the network's shape is not a list");
  for (const Json& width : hidden) {
    if (!width.is_number_unsigned()) return fail(ErrorCode::invalid, "a width in 'hidden' is not a whole number");
    shape.hidden.push_back(width.get<std::size_t>());
  }
  return shape;
}

}  // namespace velox::learn
