// SPDX-License-Identifier: Apache-2.0
#include "velox-trainer/settings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <type_traits>

#include "velox/base/json_full.hpp"

namespace velox::trainer {

namespace {

constexpr const char* kSchema = "velox.training-settings/1";

template <typename T>
bool has_type(const Json& value) {
  if constexpr (std::is_floating_point_v<T>) return value.is_number();
  if constexpr (std::is_unsigned_v<T>) return value.is_number_unsigned();
  return value.is_number_integer();
}

std::unexpected<Error> missing(const std::string& name) {
  return fail(ErrorCode::invalid, "the setting '" + name + "' is missing or of another type");
}

Result<bool> flag(const Json& value, const char* name) {
  const Json& found = json::member(value, name);
  if (!found.is_boolean()) return missing(name);
  return found.get<bool>();
}

}  // namespace

Result<void> check(const Settings& settings) {
  std::string wrong;
  each_number(settings, [&](const char* name, auto number, double low, double high, const char*) {
    const auto value = static_cast<double>(number);
    if (wrong.empty() && !(value >= low && value <= high))
      wrong = fmt::format("'{}' is {}, outside of {} to {}", name, number, low, high);
  });
  if (!wrong.empty()) return fail(ErrorCode::usage, wrong);
  if (settings.task != "cartpole" && settings.task != "episodes")
    return fail(ErrorCode::usage, "'" + settings.task + "' is not a task: cartpole, episodes");
  const auto fits = [](std::size_t width) { return width >= 1 && width <= 4096; };
  if (settings.hidden.size() > 8 || !std::all_of(settings.hidden.begin(), settings.hidden.end(), fits))
    return fail(ErrorCode::usage, "'hidden' is not up to 8 widths of 1 to 4096");
  if (settings.capacity < settings.batch) return fail(ErrorCode::usage, "'capacity' is less than 'batch'");
  return {};
}

Json to_json(const Settings& settings) {
  Json value = {{"schema", kSchema},
                {"task", settings.task},
                {"episodes", settings.episodes},
                {"episodes_sha256", settings.episodes_sha256},
                {"double_targets", settings.double_targets},
                {"duelling", settings.duelling},
                {"prioritised", settings.prioritised},
                {"hidden", settings.hidden}};
  each_number(settings, [&](const char* name, auto number, double, double, const char*) { value[name] = number; });
  return value;
}

Result<Settings> settings_from_json(const Json& value) {
  if (json::string_or(value, "schema") != kSchema)
    return fail(ErrorCode::invalid, std::string("'schema' is not ") + kSchema);
  Settings settings;
  settings.task = json::string_or(value, "task");
  settings.episodes = json::string_or(value, "episodes");
  settings.episodes_sha256 = json::string_or(value, "episodes_sha256");
  settings.double_targets = VX_TRY(flag(value, "double_targets"));
  settings.duelling = VX_TRY(flag(value, "duelling"));
  settings.prioritised = VX_TRY(flag(value, "prioritised"));
  std::string wrong;
  each_number(settings, [&](const char* name, auto& number, double, double, const char*) {
    using Number = std::remove_reference_t<decltype(number)>;
    const Json& found = json::member(value, name);
    if (has_type<Number>(found)) {
      number = found.get<Number>();
    } else {
      wrong = name;
    }
  });
  if (!wrong.empty()) return missing(wrong);
  const Json& hidden = json::member(value, "hidden");
  if (!hidden.is_array()) return missing("hidden");
  settings.hidden.clear();
  for (const Json& width : hidden) {
    if (!width.is_number_unsigned()) return missing("hidden");
    settings.hidden.push_back(width.get<std::size_t>());
  }
  VX_TRY(check(settings));
  return settings;
}

}  // namespace velox::trainer
