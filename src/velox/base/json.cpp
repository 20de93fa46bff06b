// SPDX-License-Identifier: Apache-2.0
#include "velox/base/json_full.hpp"

namespace velox::json {

Result<Json> parse(std::string_view text, std::string_view what) {
  try {
    return Json::parse(text);
  } catch (const Json::exception& error) {
    return fail(ErrorCode::invalid, std::string(what) + " is not valid JSON: " + error.what());
  }
}

std::string dump(const Json& value, int indent) {
  return value.dump(indent, ' ', false, Json::error_handler_t::replace);
}

const Json& member(const Json& object, const char* key) {
  static const Json kNull;
  if (!object.is_object()) return kNull;
  const auto it = object.find(key);
  return it == object.end() ? kNull : *it;
}

std::string string_or(const Json& object, const char* key, std::string_view fallback) {
  const Json& value = member(object, key);
  return value.is_string() ? value.get<std::string>() : std::string(fallback);
}

double number_or(const Json& object, const char* key, double fallback) {
  const Json& value = member(object, key);
  return value.is_number() ? value.get<double>() : fallback;
}

std::int64_t integer_or(const Json& object, const char* key, std::int64_t fallback) {
  const Json& value = member(object, key);
  return value.is_number() ? value.get<std::int64_t>() : fallback;
}

bool bool_or(const Json& object, const char* key, bool fallback) {
  const Json& value = member(object, key);
  return value.is_boolean() ? value.get<bool>() : fallback;
}

}  // namespace velox::json
