// SPDX-License-Identifier: Apache-2.0
// The heavy JSON header and our adapter to it: nlohmann's exceptions stop here.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "velox/base/error.hpp"
#include "velox/base/json.hpp"

namespace velox::json {

/// Parses UTF-8 JSON text. `what` names the text in the error ("worker response").
Result<Json> parse(std::string_view text, std::string_view what);

/// Serialises; bytes that are not UTF-8 are replaced, never an exception. `indent` < 0 gives one line.
std::string dump(const Json& value, int indent = -1);

/// Member look-ups that never throw: the default when the member is missing or of another type.
std::string string_or(const Json& object, const char* key, std::string_view fallback = {});
double number_or(const Json& object, const char* key, double fallback = 0);
std::int64_t integer_or(const Json& object, const char* key, std::int64_t fallback = 0);
bool bool_or(const Json& object, const char* key, bool fallback = false);
/// The member, or a shared null value when missing.
const Json& member(const Json& object, const char* key);

}  // namespace velox::json
