// SPDX-License-Identifier: Apache-2.0
// Names of node kinds and fields as numbers. Rules ask for kinds and fields by name, at every node of every file: what is written
// in the code becomes a number when it is compiled, so that a question is one comparison.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>

namespace velox::source {

/// FNV-1a, 32 bits (http://www.isthe.com/chongo/tech/comp/fnv/). flat_tree_test.cpp checks that no two names of the grammar share one.
constexpr std::uint32_t name_code(std::string_view name) {
  std::uint32_t code = 2166136261U;
  for (const char c : name) code = (code ^ static_cast<unsigned char>(c)) * 16777619U;
  return code;
}

/// The kind of a node, or a token: "for_statement", "not in".
struct KindName {
  std::uint32_t code;
  consteval KindName(const char* name) : code(name_code(name)) {}
  constexpr KindName(std::string_view name) : code(name_code(name)) {}
  constexpr KindName(const std::string& name) : code(name_code(name)) {}
  constexpr explicit KindName(std::uint32_t known_code) : code(known_code) {}
  bool operator==(const KindName&) const = default;
};

enum class Field : std::uint8_t {
  none,
  left,
  right,
  body,
  name,
  value,
  object,
  attribute,
  function,
  arguments,
  argument,
  alternative,
  condition,
  consequence,
  parameters,
  return_type,
  superclasses,
  type_parameters,
  type,
  subscript,
  alias,
  definition,
  operator_,
  operators,
  module_name,
  subject,
  guard,
  key,
  expression,
  other
};

/// By their place in Field.
inline constexpr std::string_view kFieldNames[] = {"",
                                                   "left",
                                                   "right",
                                                   "body",
                                                   "name",
                                                   "value",
                                                   "object",
                                                   "attribute",
                                                   "function",
                                                   "arguments",
                                                   "argument",
                                                   "alternative",
                                                   "condition",
                                                   "consequence",
                                                   "parameters",
                                                   "return_type",
                                                   "superclasses",
                                                   "type_parameters",
                                                   "type",
                                                   "subscript",
                                                   "alias",
                                                   "definition",
                                                   "operator",
                                                   "operators",
                                                   "module_name",
                                                   "subject",
                                                   "guard",
                                                   "key",
                                                   "expression"};

/// Field::other for a field that is not in the list.
constexpr Field field_named(std::string_view name) {
  for (std::size_t i = 1; i < std::size(kFieldNames); ++i) {
    if (kFieldNames[i] == name) return static_cast<Field>(i);
  }
  return Field::other;
}

/// A name that is not in the list does not compile.
struct FieldName {
  Field field;
  consteval FieldName(const char* name) : field(field_named(name)) {
    if (field == Field::other) throw "no such field";
  }
};

}  // namespace velox::source
