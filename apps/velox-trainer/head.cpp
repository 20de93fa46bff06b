// SPDX-License-Identifier: Apache-2.0
#include "velox-trainer/head.hpp"

#include <algorithm>
#include <numeric>

namespace velox::trainer {

namespace {

/// Where one situation's numbers lie: its advantages in `main`, and its values in the row of all values.
struct Place {
  std::size_t advantages, values, count;
};

Place place_of(const learn::NetworkShape& shape, const Batch& batch, std::size_t situation) {
  const std::size_t first = batch.starts()[situation];
  const std::size_t count = batch.starts()[situation + 1] - first;
  // With fixed actions a duelling row has the value of the state in front.
  const bool value_in_front = shape.head == learn::Head::actions && shape.duelling;
  return {value_in_front ? situation * (count + 1) + 1 : first, first, count};
}

}  // namespace

bool has_value_network(const learn::NetworkShape& shape) {
  return shape.head == learn::Head::features && shape.duelling;
}

void values_of_outputs(const learn::NetworkShape& shape, const Batch& batch, std::span<const float> main,
                       std::span<const float> value, std::vector<float>& values) {
  values.resize(batch.values());
  for (std::size_t i = 0; i < batch.situations(); ++i) {
    const Place place = place_of(shape, batch, i);
    const auto advantages = main.subspan(place.advantages, place.count);
    float shift = 0;
    if (shape.duelling && place.count > 0) {
      const float sum = std::accumulate(advantages.begin(), advantages.end(), 0.0F);
      const float state_value = has_value_network(shape) ? value[i] : main[place.advantages - 1];
      shift = state_value - sum / static_cast<float>(place.count);
    }
    for (std::size_t k = 0; k < place.count; ++k) values[place.values + k] = advantages[k] + shift;
  }
}

void slopes_of_outputs(const learn::NetworkShape& shape, const Batch& batch, std::span<const std::int64_t> chosen,
                       std::span<const float> slopes, Outputs& outputs) {
  const bool value_in_front = shape.head == learn::Head::actions && shape.duelling;
  outputs.main.assign(batch.values() + (value_in_front ? batch.situations() : 0), 0.0F);
  outputs.value.assign(has_value_network(shape) ? batch.situations() : 0, 0.0F);
  for (std::size_t i = 0; i < batch.situations(); ++i) {
    const Place place = place_of(shape, batch, i);
    const std::size_t taken = static_cast<std::size_t>(chosen[i]) - place.values;
    outputs.main[place.advantages + taken] = slopes[i];
    if (!shape.duelling) continue;
    for (std::size_t k = 0; k < place.count; ++k)
      outputs.main[place.advantages + k] -= slopes[i] / static_cast<float>(place.count);
    (value_in_front ? outputs.main[place.advantages - 1] : outputs.value[i]) = slopes[i];
  }
}

}  // namespace velox::trainer
