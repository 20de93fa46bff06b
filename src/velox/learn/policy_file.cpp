// SPDX-License-Identifier: Apache-2.0
// A QFunction as a file: its layers as tensors, its shape in the metadata. Weights come from elsewhere, so that nothing
// is taken for granted: names, shapes and numbers are all looked at.
#include <algorithm>
#include <cmath>

#include "velox/base/json_full.hpp"
#include "velox/learn/q_function.hpp"
#include "velox/learn/safetensors.hpp"

namespace velox::learn {

namespace {

constexpr const char* kSchema = "velox.policy/1";

std::vector<Layer> layers_of(const NetworkPlan& plan) {
  std::vector<Layer> layers = plan.main;
  layers.insert(layers.end(), plan.value.begin(), plan.value.end());
  return layers;
}

/// Appends a tensor's numbers to the parameters, if it has the shape expected.
Result<void> append(const TensorFile& file, const std::string& name, const std::vector<std::size_t>& shape,
                    std::vector<float>& parameters) {
  const auto values = VX_TRY(file.floats(name));
  if (file.find(name)->shape != shape)
    return fail(ErrorCode::invalid, "tensor '" + name + "' has another shape than its network");
  parameters.insert(parameters.end(), values.begin(), values.end());
  return {};
}

Result<QFunction> read_policy(const TensorFile& file) {
  const auto schema = file.metadata.find("schema");
  if (schema == file.metadata.end() || schema->second != kSchema)
    return fail(ErrorCode::invalid, std::string("its metadata does not say that it is ") + kSchema);
  const auto text = file.metadata.find("shape");
  if (text == file.metadata.end()) return fail(ErrorCode::invalid, "its metadata has no shape of the network");
  const auto shape = VX_TRY(shape_from_json(VX_TRY(json::parse(text->second, "the shape of the network"))));
  const auto plan = VX_TRY(plan_network(shape));
  std::vector<float> parameters;
  for (const Layer& layer : layers_of(plan)) {
    VX_TRY(append(file, layer.name + ".weight", {layer.outputs, layer.inputs}, parameters));
    VX_TRY(append(file, layer.name + ".bias", {layer.outputs}, parameters));
  }
  return QFunction::create(shape, std::move(parameters));
}

}  // namespace

Result<QFunction> QFunction::create(const NetworkShape& shape, std::vector<float> parameters) {
  NetworkPlan plan = VX_TRY(plan_network(shape));
  if (parameters.size() != plan.parameters)
    return fail(ErrorCode::invalid, "the network has " + std::to_string(plan.parameters) + " parameters, " +
                                        std::to_string(parameters.size()) + " are given");
  if (!std::all_of(parameters.begin(), parameters.end(), [](float p) { return std::isfinite(p); }))
    return fail(ErrorCode::invalid, "a weight of the network is not a finite number");
  return QFunction(std::move(plan), std::move(parameters));
}

std::string QFunction::encode(std::map<std::string, std::string> about) const {
  TensorFile file;
  file.metadata = std::move(about);
  file.metadata["schema"] = kSchema;
  file.metadata["shape"] = json::dump(to_json(plan_.shape));
  const std::span<const float> all(parameters_);
  for (const Layer& layer : layers_of(plan_)) {
    file.add_floats(layer.name + ".weight", {layer.outputs, layer.inputs},
                    all.subspan(layer.weights_at, layer.outputs * layer.inputs));
    file.add_floats(layer.name + ".bias", {layer.outputs}, all.subspan(layer.biases_at, layer.outputs));
  }
  return file.encode();
}

Result<QFunction> QFunction::decode(std::string_view bytes, std::string_view what) {
  const auto file = VX_TRY(TensorFile::decode(bytes, what));
  return VX_TRY_CONTEXT(std::string(what), read_policy(file));
}

}  // namespace velox::learn
