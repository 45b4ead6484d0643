// Strong ids: an index into one kind of table, which cannot be used for another.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <limits>

namespace fengsui {

template <class Tag>
struct Id {
  static constexpr std::uint32_t none_index = std::numeric_limits<std::uint32_t>::max();

  std::uint32_t index = none_index;

  constexpr Id() = default;
  constexpr explicit Id(std::size_t position) : index(static_cast<std::uint32_t>(position)) {}
  constexpr bool valid() const { return index != none_index; }
  friend constexpr auto operator<=>(Id, Id) = default;
};

using DistrictId = Id<struct DistrictTag>;
using EnterpriseId = Id<struct EnterpriseTag>;
using UnitId = Id<struct UnitTag>;
using SignalId = Id<struct SignalTag>;
using PointId = Id<struct PointTag>;
using InterlockId = Id<struct InterlockTag>;
using FaultId = Id<struct FaultTag>;
using GatewayId = Id<struct GatewayTag>;
using LinkId = Id<struct LinkTag>;
using MessageId = Id<struct MessageTag>;
using AlarmId = Id<struct AlarmTag>;
using WarningId = Id<struct WarningTag>;
using CaseId = Id<struct CaseTag>;
using OfficeId = Id<struct OfficeTag>;
using OfficerId = Id<struct OfficerTag>;

}  // namespace fengsui

template <class Tag>
struct std::hash<fengsui::Id<Tag>> {
  std::size_t operator()(fengsui::Id<Tag> id) const noexcept { return id.index; }
};
